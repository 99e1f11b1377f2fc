import type { ContentInput } from '#contract/publishing'

/** A kind of post on one network, and the steps by which it goes out there, as its stand-in names them. */
export interface Story {
  /** Empty for the usual one. */
  readonly name: string
  readonly parts: readonly StoryPart[]
  /** Requests that make nothing visible; `image#2` is the second request of the step `image`. */
  readonly before: readonly string[]
  /** Requests that make something visible. */
  readonly final: readonly string[]
  /** Requests after everything is live. */
  readonly after: readonly string[]
  readonly lookUp: boolean
  /** The step that a look-up is, where one that is done anyway says it all; else `look-up`. */
  readonly looksUpBy?: string
  /** The first step that shows the token, where the final one does not. */
  readonly showsToken?: string
  readonly takeDown: boolean
  readonly tokens: Tokens
  /** How long after it was sent a request that makes something visible may still be accepted, in seconds, where nothing else makes a second one harmless. */
  readonly arrivesWithin?: number
  /** What has to be chosen or written for this network alone, with the text's id in a title. */
  readonly settings?: Readonly<Record<string, string | boolean>>
}

/**
 * `last`: they do not run out · `renew`: one that ran out is renewed · `rotate`: and each renewal ends the token it was made with, so that a
 * lost answer loses the account · `reconnect`: once they have run out, only connecting again helps.
 */
export type Tokens = 'last' | 'renew' | 'rotate' | 'reconnect'

export interface StoryPart {
  readonly text: string
  readonly images: number
  readonly options: number
  readonly films?: number
}

const one: StoryPart = { text: 'part one', images: 0, options: 0 }
const two: StoryPart = { text: 'part two', images: 0, options: 0 }

/** A thread of two, the first with a picture. */
const thread = { name: '', parts: [{ ...one, images: 1 }, two] } as const
const poll = { name: 'poll', parts: [{ ...one, options: 3 }] } as const
const picture = { name: '', parts: [{ ...one, images: 1 }] } as const
const film = { name: '', parts: [{ ...one, films: 1 }] } as const
const carousel = { name: 'carousel', parts: [{ ...one, images: 3 }] } as const

/** The text by which a part is known again. */
export function textOf(id: string, part: StoryPart): string {
  return `${id} ${part.text}`
}

/** What a member writes to publish it. */
export function contentOf(
  id: string,
  { network, parts, settings }: Pick<Story, 'parts' | 'settings'> & { readonly network: string },
  media: { readonly picture: string; readonly film: string },
): ContentInput {
  return {
    parts: parts.map((part) => ({
      text: textOf(id, part),
      media: [
        ...Array.from({ length: part.images }, (_, index) => ({ mediaId: media.picture, alt: `A cup of tea, seen ${index + 1} times` })),
        ...Array.from({ length: part.films ?? 0 }, () => ({ mediaId: media.film, alt: 'Tea being poured' })),
      ],
      ...(part.options > 0
        ? { poll: { options: ['Oolong', 'Sencha', 'Assam'].slice(0, part.options), minutes: 1440, multiple: false } }
        : {}),
    })),
    languages: ['en'],
    variants: settings ? { [network]: { settings } } : {},
  }
}

export const blueskyStories: readonly Story[] = [
  { ...thread, before: ['image'], final: ['part 1', 'part 2'], after: [], lookUp: true, takeDown: true, tokens: 'renew' },
]

/** A film goes by way of a video service, which the real server on its own does not have. */
export const blueskyStandInStories: readonly Story[] = [
  ...blueskyStories,
  {
    ...film,
    name: 'film',
    before: ['video', 'video#4', 'ready'],
    final: ['part 1'],
    after: [],
    lookUp: true,
    takeDown: false,
    tokens: 'renew',
  },
]

export const mastodonStories: readonly Story[] = [
  { ...thread, before: ['image', 'ready'], final: ['part 1', 'part 2'], after: [], lookUp: true, takeDown: true, tokens: 'last' },
  { ...poll, before: [], final: ['part 1'], after: [], lookUp: true, takeDown: false, tokens: 'last' },
]

/** What stands before a network's servers gives up long before. */
const atTheGate = { arrivesWithin: 60 } as const

/** On a server that speaks Mastodon's API and remembers no keys. */
export const keylessStories: readonly Story[] = [
  { name: '', parts: [one], ...atTheGate, before: [], final: ['part 1'], after: [], lookUp: true, takeDown: true, tokens: 'last' },
]

export const xStories: readonly Story[] = [
  {
    ...thread,
    ...atTheGate,
    before: ['image', 'image#2', 'image#3', 'processing', 'alt'],
    final: ['part 1', 'part 2'],
    after: [],
    lookUp: true,
    takeDown: true,
    tokens: 'rotate',
  },
  { ...poll, ...atTheGate, before: [], final: ['part 1'], after: [], lookUp: true, takeDown: false, tokens: 'rotate' },
]

/** A container's state is asked, and then the newest posts: both are the step `ready 1`. */
export const instagramStories: readonly Story[] = [
  {
    ...picture,
    before: ['quota', 'container', 'ready 1', 'ready 1#2'],
    final: ['part 1'],
    after: ['permalink 1'],
    lookUp: true,
    takeDown: false,
    tokens: 'reconnect',
  },
  {
    ...carousel,
    before: ['container', 'container#2', 'carousel 1', 'ready 1'],
    final: ['part 1'],
    after: [],
    lookUp: true,
    takeDown: false,
    tokens: 'reconnect',
  },
]

export const facebookStories: readonly Story[] = [
  { ...picture, ...atTheGate, before: ['photo'], final: ['part 1'], after: [], lookUp: true, takeDown: true, tokens: 'last' },
]

/** Each part has a container of its own, made once the part before it is live. */
export const threadsStories: readonly Story[] = [
  {
    ...thread,
    before: ['quota', 'container 1', 'container 2', 'ready'],
    final: ['part 1', 'part 2'],
    after: ['permalink 1'],
    lookUp: true,
    takeDown: true,
    tokens: 'reconnect',
  },
]

export const linkedinStories: readonly Story[] = [
  { ...picture, ...atTheGate, before: ['image'], final: ['part 1'], after: [], lookUp: true, takeDown: true, tokens: 'reconnect' },
]

/** The last piece of the film is what makes the video. */
export const youtubeStories: readonly Story[] = [
  {
    ...film,
    settings: { title: 'Tea being poured' },
    before: ['session', 'upload'],
    final: ['part 1'],
    after: ['processed'],
    lookUp: true,
    takeDown: true,
    tokens: 'renew',
  },
]

export const tiktokStories: readonly Story[] = [
  {
    ...film,
    settings: { privacy: 'PUBLIC_TO_EVERYONE', music_consent: true },
    before: ['creator', 'init 1'],
    final: ['part 1'],
    after: ['confirm 1'],
    lookUp: true,
    looksUpBy: 'confirm 1',
    showsToken: 'creator',
    takeDown: false,
    tokens: 'rotate',
  },
]
