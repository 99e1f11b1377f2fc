/** Scripts that leave no gaps between words. */
const dense = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`
/** A letter or digit that makes a longer word of the one it stands beside. */
const letter = String.raw`[[\p{L}\p{M}\p{N}_]--[${dense}]]`
const begins = new RegExp(`^${letter}`, 'v')
const ends = new RegExp(`${letter}$`, 'v')
const spelt = new RegExp(`${letter}+`, 'gv')
const isSpelt = new RegExp(`^${letter}+$`, 'v')

/** A text as words are looked for in it, whatever its case, its width, its gaps and the shape of its apostrophes; made once for all who look. */
export interface PlainText {
  readonly text: string
  /** The words that stand between gaps or signs. */
  readonly spelt: ReadonlySet<string>
}

export function plainText(text: string): PlainText {
  const plain = evenly(text)
  return { text: plain, spelt: new Set(plain.match(spelt)) }
}

/** Without what differs between two ways of writing the same: case, width, gaps, the shape of apostrophes. */
export function evenly(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[‘’ʼ＇]/gu, "'")
    .replaceAll(/\s+/gu, ' ')
}

/** Whether a text has any of these words: whole ones, in any place where the script leaves no gaps, `refund*` as the beginning of one. */
export function anyOf(words: readonly string[]): (plain: PlainText) => boolean {
  const wanted = words.map(toFind).filter(({ letters }) => letters !== '')
  const whole = new Set(wanted.filter((word) => word.isSpelt && !word.isBeginning).map(({ letters }) => letters))
  const beginnings = wanted.filter((word) => word.isSpelt && word.isBeginning).map(({ letters }) => letters)
  const others = wanted.filter((word) => !word.isSpelt)
  return ({ text, spelt: said }) =>
    (whole.size > 0 && !whole.isDisjointFrom(said)) ||
    (beginnings.length > 0 && [...said].some((word) => beginnings.some((beginning) => word.startsWith(beginning)))) ||
    others.some((word) => stands(text, word))
}

interface Wanted {
  readonly letters: string
  readonly isBeginning: boolean
  /** Of nothing but letters that stand between gaps. */
  readonly isSpelt: boolean
}

function toFind(word: string): Wanted {
  const plain = evenly(word).trim()
  const isBeginning = plain.endsWith('*')
  const letters = isBeginning ? plain.replace(/\*+$/, '').trim() : plain
  return { letters, isBeginning, isSpelt: isSpelt.test(letters) }
}

/** In a place where neither of its ends makes a longer word with what stands beside it. */
function stands(text: string, { letters, isBeginning }: Wanted): boolean {
  const [opens, closes] = [begins.test(letters), !isBeginning && ends.test(letters)]
  for (let at = text.indexOf(letters); at !== -1; at = text.indexOf(letters, at + 1)) {
    const [before, after] = [text.slice(Math.max(at - 2, 0), at), text.slice(at + letters.length, at + letters.length + 2)]
    if (!(opens && ends.test(before)) && !(closes && begins.test(after))) return true
  }
  return false
}

const counted = new RegExp(String.raw`[${dense}]|[[\p{L}\p{M}\p{N}]--[${dense}]]+(?:['\-][[\p{L}\p{M}\p{N}]--[${dense}]]+)*`, 'gv')

/** How many words a text has; where the script leaves no gaps each character is one. */
export function countWords({ text }: PlainText): number {
  return text.match(counted)?.length ?? 0
}
