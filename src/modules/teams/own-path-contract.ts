/** Does it lead to a page of this Hearth? As a browser reads it: it leaves tabs and line breaks out, and takes a backslash for a slash. */
export function isOwnPath(path: string): boolean {
  const here = 'http://here.invalid'
  return path.startsWith('/') && URL.canParse(path, here) && new URL(path, here).origin === here
}
