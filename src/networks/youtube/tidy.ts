/** YouTube tidies spaces and the ends of lines: the same words are told without them. */
export function tidy(text: string): string {
  return text.normalize().replace(/\s+/g, ' ').trim()
}
