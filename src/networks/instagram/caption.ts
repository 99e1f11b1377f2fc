import type { Entity } from '../network.ts'

/** What becomes a hashtag or a mention in a caption; addresses stay plain text there. Positions are UTF-16 offsets. */
export function findEntities(text: string): readonly Entity[] {
  return [...text.matchAll(pattern)].map((match) => {
    const [written] = match
    return {
      kind: written.startsWith('#') ? 'tag' : 'mention',
      start: match.index,
      end: match.index + written.length,
      value: written.slice(1),
    }
  })
}

/** Inside a word a sign is only a sign, as in an e-mail address. A name ends with a letter, digit or underscore. */
const pattern = /(?<![\p{L}\p{M}\p{N}_])(?:#[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*|@[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28}[A-Za-z0-9_])?)/gu

/** Addresses that a reader could not tap. */
export function hasAddress(text: string): boolean {
  return /(?:https?:\/\/|www\.)\S/i.test(text)
}
