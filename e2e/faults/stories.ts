import type { ContentInput } from '#contract/publishing'

/** A kind of post on one network, and the steps by which it goes out there, as its stand-in names them. */
export interface Story {
  /** Empty for the usual one. */
  readonly name: string
  readonly parts: readonly StoryPart[]
  /** Requests that make nothing visible. */
  readonly before: readonly string[]
  /** Requests that make something visible. */
  readonly final: readonly string[]
  /** Requests after everything is live. */
  readonly after: readonly string[]
  readonly lookUp: boolean
  readonly takeDown: boolean
  /** Do tokens run out, and are they renewed? `rotates`: each renewal ends the token it was made with, so that a lost answer loses the account. */
  readonly refresh: 'none' | 'renews' | 'rotates'
}

export interface StoryPart {
  readonly text: string
  readonly images: number
  readonly options: number
}

const one: StoryPart = { text: 'part one', images: 0, options: 0 }
const two: StoryPart = { text: 'part two', images: 0, options: 0 }

/** A thread of two, the first with a picture. */
export const thread = { name: '', parts: [{ ...one, images: 1 }, two] } as const
export const poll = { name: 'poll', parts: [{ ...one, options: 3 }] } as const
export const picture = { name: '', parts: [{ ...one, images: 1 }] } as const
export const carousel = { name: 'carousel', parts: [{ ...one, images: 3 }] } as const

/** The text by which a part is known again. */
export function textOf(id: string, part: StoryPart): string {
  return `${id} ${part.text}`
}

/** What a member writes to publish it. */
export function contentOf(id: string, { parts }: Pick<Story, 'parts'>, mediaId: string): ContentInput {
  return {
    parts: parts.map((part) => ({
      text: textOf(id, part),
      images: Array.from({ length: part.images }, (_, index) => ({ mediaId, alt: `A cup of tea, seen ${index + 1} times` })),
      ...(part.options > 0
        ? { poll: { options: ['Oolong', 'Sencha', 'Assam'].slice(0, part.options), minutes: 1440, multiple: false } }
        : {}),
    })),
    languages: ['en'],
    variants: {},
  }
}
