/** The origin of the server somebody means, however they write it: a name, an address, a handle, the address of a profile. undefined where it is none. */
export function serverAddress(written: string): string | undefined {
  const text = written.trim()
  const [, ofHandle] = /^@?[\w.-]+@([^@/\s]+)$/.exec(text) ?? []
  const whole = ofHandle !== undefined ? `https://${ofHandle}` : /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (text === '' || /\s/.test(text) || !URL.canParse(whole)) return undefined
  const url = new URL(whole)
  const isName = url.hostname.includes('.') || url.hostname === 'localhost' || url.hostname.startsWith('[')
  return isName && url.username === '' && url.password === '' ? url.origin : undefined
}
