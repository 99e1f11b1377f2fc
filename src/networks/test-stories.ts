import type { StoryPart } from './test-faults.ts'

/** Parts and posts that are the same on many networks, for their `test-faults.ts`. */
export const one: StoryPart = { text: 'part one', images: 0, options: 0 }
export const two: StoryPart = { text: 'part two', images: 0, options: 0 }

/** A thread of two, the first with a picture. */
export const thread = { name: '', parts: [{ ...one, images: 1 }, two] } as const
export const poll = { name: 'poll', parts: [{ ...one, options: 3 }] } as const
export const picture = { name: '', parts: [{ ...one, images: 1 }] } as const
export const film = { name: '', parts: [{ ...one, films: 1 }] } as const
export const carousel = { name: 'carousel', parts: [{ ...one, images: 3 }] } as const

/** What stands before a network's servers gives up long before. */
export const atTheGate = { arrivesWithin: 60 } as const
