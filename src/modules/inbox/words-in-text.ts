/** Scripts that leave no gaps between words. */
const dense = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`
/** A letter or digit that makes a longer word of the one it stands beside. */
const letter = String.raw`[[\p{L}\p{M}\p{N}_]--[${dense}]]`
const begins = new RegExp(`^${letter}`, 'v')
const ends = new RegExp(`${letter}$`, 'v')

/** A text as words are looked for in it: whatever its case, its width and the shape of its apostrophes. */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[‘’ʼ＇]/gu, "'")
}

/** Whether a text made plain has any of these words: whole ones, in any place where the script leaves no gaps, `refund*` as the beginning of one. */
export function anyOf(words: readonly string[]): (plain: string) => boolean {
  const patterns = words.map(patternOf).filter((pattern) => pattern !== '')
  if (patterns.length === 0) return () => false
  const found = new RegExp(patterns.join('|'), 'v')
  return (plain) => found.test(plain)
}

function patternOf(word: string): string {
  const wanted = plainText(word).trim()
  const isBeginning = wanted.endsWith('*')
  const letters = isBeginning ? wanted.replace(/\*+$/, '').trim() : wanted
  if (letters === '') return ''
  const escaped = letters
    .split(/\s+/)
    .map(escape)
    .join(String.raw`\s+`)
  return `${begins.test(letters) ? `(?<!${letter})` : ''}${escaped}${!isBeginning && ends.test(letters) ? `(?!${letter})` : ''}`
}

/** Also what only stands doubled under the flag v. */
function escape(words: string): string {
  return words.replaceAll(/[\\^$.*+?()[\]{}|/\-&!#%,:;<=>@`~"']/g, (sign) => `\\u{${sign.charCodeAt(0).toString(16)}}`)
}

const words = new RegExp(String.raw`[${dense}]|[[\p{L}\p{M}\p{N}]--[${dense}]]+(?:['\-][[\p{L}\p{M}\p{N}]--[${dense}]]+)*`, 'gv')

/** How many words a text made plain has; where the script leaves no gaps each character is one. */
export function countWords(plain: string): number {
  return plain.match(words)?.length ?? 0
}
