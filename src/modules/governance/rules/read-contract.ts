/** A text made plain for comparing, and where each of its units stands in the text as written. */
export interface Read {
  readonly text: string
  readonly plain: string
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/**
 * Makes a text plain: small letters, full width as half width (Unicode’s NFKC), one form of quotes and of Chinese characters that
 * Taiwan writes in two ways, one blank for several, nothing that cannot be seen. Addresses and handles are no words: they are left blank.
 */
export function readText(text: string): Read {
  const hidden = notWords(text)
  const [units, starts, ends]: [string[], number[], number[]] = [[], [], []]
  let passed = 0
  for (let at = 0; at < text.length;) {
    const next = endOfCharacter(text, at)
    while ((hidden[passed]?.end ?? Infinity) <= at) passed++
    const inside = (hidden[passed]?.start ?? Infinity) <= at
    const plain = inside ? '\uFFFC' : folded(text.slice(at, next))
    const isBlank = plain === ' ' && units.at(-1) === ' '
    if (!isBlank) {
      // By unit, as positions in texts are counted.
      for (let unit = 0; unit < plain.length; unit++) {
        units.push(plain.charAt(unit))
        starts.push(at)
        ends.push(next)
      }
    }
    at = next
  }
  return { text, plain: units.join(''), starts, ends }
}

/** The same of a word that is looked for. */
export function plainWord(word: string): string {
  return readText(word).plain.trim()
}

/** Where the units from `start` to `end` of the plain text stand in the text as written. */
export function placeOf({ starts, ends }: Read, start: number, end: number): { readonly start: number; readonly end: number } {
  return { start: starts[start] ?? 0, end: ends[end - 1] ?? 0 }
}

const address = /https?:\/\/[^\s　-〿一-鿿＀-￯]+|www\.[^\s　-〿一-鿿＀-￯]+|[\w.+-]+@[\w-]+\.[\w.-]+|@[\w.-]+/giu

/** Addresses of pages and mail, and handles. */
export function notWords(text: string): readonly { readonly start: number; readonly end: number; readonly text: string }[] {
  return [...text.matchAll(address)].map(({ index, 0: found }) => ({ start: index, end: index + found.length, text: found }))
}

/** With what combines with it. */
function endOfCharacter(text: string, at: number): number {
  let end = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
  while (end < text.length && isCombining(text.charCodeAt(end))) end++
  return end
}

const isCombining = (unit: number) => unit >= 0x300 && unit <= 0x36f

function folded(character: string): string {
  const unit = character.charCodeAt(0)
  if (character.length === 1 && unit < 128) return unit === 9 || unit === 13 ? ' ' : character.toLowerCase()
  if (unseen.has(character)) return ''
  const plain = character.normalize('NFKC').toLowerCase()
  return alike[plain] ?? plain
}

/** Soft hyphen, marks of direction and joining, choices of how an emoji looks, byte order mark. */
const unseen = new Set(
  [0xad, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2060, 0xfe0e, 0xfe0f, 0xfeff].map((code) => String.fromCodePoint(code)),
)

/** Written in two ways by people who mean the same. */
const alike: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  臺: '台',
  裏: '裡',
  着: '著',
  綫: '線',
  羣: '群',
  峯: '峰',
  喫: '吃',
}
