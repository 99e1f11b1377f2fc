import type { Json } from '#kit/json'

/** What the network finds in a text by itself. */
export function entitiesIn(text: string): readonly { readonly [name: string]: Json }[] {
  const found = patterns.flatMap(([type, pattern]) =>
    [...text.matchAll(pattern)].map(({ index, 0: written }) => ({ type, offset: index, length: written.length })),
  )
  return found.toSorted((one, other) => one.offset - other.offset)
}

const patterns = [
  ['url', /https?:\/\/[^\s<>"'，。、！？；：「」（）]*[^\s<>"'.,;:!?()，。、！？；：「」（）]/gi],
  ['mention', /(?<![\w@./])@[a-z]\w{3,31}\b/gi],
  ['hashtag', /(?<![\p{L}\p{N}_#&/])#[\p{L}\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*/gu],
] as const

/** As the network keeps a text. */
export function kept(text: string): string {
  return text.replaceAll('\r', '').trim()
}
