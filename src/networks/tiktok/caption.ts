import type { Entity } from '../network.ts'

/** In UTF-16 units, as the network's documentation counts. */
export const textLimits = { video: 2200, photos: 4000, title: 90 } as const

/** What becomes a hashtag or a mention: the network wants them set apart by spaces or line ends. Addresses stay plain text. Positions are UTF-16 offsets. */
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

const pattern = /(?<!\S)(?:#[\p{L}\p{M}\p{N}_]+|@[A-Za-z0-9_.]{1,23}[A-Za-z0-9_])/gu

/** Addresses that a reader could not tap. */
export function hasAddress(text: string): boolean {
  return /(?:https?:\/\/|www\.)\S/i.test(text)
}
