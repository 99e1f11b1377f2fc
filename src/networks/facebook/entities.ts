import type { Entity } from '../network.ts'

/** What becomes a link or a hashtag in a post. Names stay plain text when they come through the API. Positions are UTF-16 offsets. */
export function findEntities(text: string): readonly Entity[] {
  return [...text.matchAll(pattern)].map((match) => {
    const written = match[0].startsWith('#') ? match[0] : match[0].replace(/[.,;:!?'")\]]+$/, '')
    const isTag = written.startsWith('#')
    return {
      kind: isTag ? 'tag' : 'link',
      start: match.index,
      end: match.index + written.length,
      value: isTag ? written.slice(1) : /^https?:/i.test(written) ? written : `https://${written}`,
    }
  })
}

/** Inside a word or an address a sign is only a sign. A hashtag of digits alone is none. */
const pattern =
  /https?:\/\/[^\s<>]+|www\.[^\s<>]+\.[^\s<>]+|(?<![\p{L}\p{M}\p{N}_/&])#(?=[\p{N}_]*\p{L})[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*/giu

/** `@name` as people write it to mention somebody. */
export function hasName(text: string): boolean {
  return /(?<![\p{L}\p{M}\p{N}_./])@[\p{L}\p{N}_]/u.test(text)
}
