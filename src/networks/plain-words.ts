/** A text as it is compared with what a network shows of it. Networks trim texts and change their white space; nothing else is known to change. */
export function plainWords(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim()
}
