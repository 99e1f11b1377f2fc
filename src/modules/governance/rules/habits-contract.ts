import { notWords } from './read-contract.ts'

/** What was counted, and where it stands that is too much. */
export interface Habit {
  readonly count: number
  readonly at?: { readonly start: number; readonly end: number }
}

/** A flag, a key, or a picture with its skin and what is joined to it, each once as people see it. */
const emoji =
  /\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F)\p{EMod}?(?:\u200D\p{Extended_Pictographic}\uFE0F?\p{EMod}?)*/gu

/** Absent where there are no more than `most`; marks those after them. */
export function tooManyEmoji(text: string, most: number): Habit | undefined {
  const found = [...text.matchAll(emoji)]
  const first = found[most]
  const last = found.at(-1)
  if (!first || !last) return undefined
  return { count: found.length, at: { start: first.index, end: last.index + last[0].length } }
}

/** The share of capitals among letters that have two forms, in per cent; too few letters tell nothing. Marks the longest run of words in capitals. */
export function tooManyCapitals(text: string, most: number): Habit | undefined {
  const words = withoutAddresses(text).replaceAll(/[#＃][\p{L}\p{N}_]+/gu, (tag) => ' '.repeat(tag.length))
  const large = words.match(/\p{Lu}/gu)?.length ?? 0
  const letters = large + (words.match(/\p{Ll}/gu)?.length ?? 0)
  const count = Math.round((large / letters) * 100)
  if (letters < fewestLetters || count <= most) return undefined
  const runs = [...words.matchAll(/\p{Lu}[\p{Lu}\p{N}'’!?.,:;\s-]*\p{Lu}/gu)].toSorted((a, b) => b[0].length - a[0].length)
  const [longest] = runs
  return { count, ...(longest ? { at: { start: longest.index, end: longest.index + longest[0].length } } : {}) }
}

const fewestLetters = 12

interface Tag {
  readonly name: string
  readonly start: number
  readonly end: number
}

export function hashtagsIn(text: string): readonly Tag[] {
  return [...withoutAddresses(text).matchAll(/(?<![\p{L}\p{N}_&])[#＃]([\p{L}\p{N}_]+)/gu)].map(({ index, 0: all, 1: name = '' }) => ({
    name,
    start: index,
    end: index + all.length,
  }))
}

/** A screen reader spells what is long and all in one case: `#springteafestival`, not `#SpringTeaFestival`. */
export function isHardToRead({ name }: Tag): boolean {
  return name.length > 12 && /^(?:[A-Z]?[a-z]+|[A-Z]+)$/.test(name)
}

/** The longest sentence that is longer than allowed: in words, or in Chinese characters. */
export function tooLongSentence(
  text: string,
  most: { readonly words: number | null; readonly characters: number | null },
): Habit | undefined {
  const long = [...withoutAddresses(text).matchAll(/[^.!?。！？\n]+/gu)].flatMap(({ index, 0: sentence }) => {
    const characters = sentence.match(/\p{sc=Han}/gu)?.length ?? 0
    const words = sentence.match(/[\p{sc=Latin}\p{N}'’-]+/gu)?.length ?? 0
    const count =
      most.characters !== null && characters > most.characters ? characters : most.words !== null && words > most.words ? words : undefined
    const start = index + (sentence.length - sentence.trimStart().length)
    return count === undefined ? [] : [{ count, at: { start, end: index + sentence.trimEnd().length } }]
  })
  return long.toSorted((a, b) => b.count - a.count)[0]
}

/** As long as before, so that places stay. */
function withoutAddresses(text: string): string {
  return notWords(text).reduce((rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end), text)
}
