import type { Book } from './stand-in-state.ts'

/** What one server allows and how it differs from others. The usual values are those of Mastodon 4. */
export interface Differences {
  readonly characters: number
  readonly perUrl: number
  readonly images: number
  readonly imageBytes: number
  readonly imagePixels: number
  readonly mimeTypes: readonly string[]
  readonly videoBytes: number
  readonly videoPixels: number
  readonly videoFramesPerSecond: number
  readonly altCharacters: number
  readonly pollOptions: number
  readonly pollCharacters: number
  readonly pollSeconds: { readonly min: number; readonly max: number }
  /** Version 1 only, as before Mastodon 4.0; `none`: neither. */
  readonly instance: 'v2' | 'v1' | 'none'
  /** Does it tell of itself only to those who are signed in? */
  readonly closed: boolean
  /** Does it publish how it signs in (4.3), and does it take PKCE? */
  readonly metadata: boolean
  /** Does it hand out the source of a post (3.5)? */
  readonly source: boolean
  /** Does it change posts (3.5)? */
  readonly edits: boolean
  /** Does it delete posts over the API, or answer 404 and keep them? */
  readonly deletes: boolean
  /** Does it give several posts by their ids (4.3)? */
  readonly lists: boolean
  /** Can posts quote others (4.5)? */
  readonly quotes: boolean
  /** How its version calls it. */
  readonly version: string
  /** Does it remember Idempotency-Key? */
  readonly keepsKeys: boolean
  /** How it answers a token that is none. */
  readonly badToken: 401 | 422
  /** Does it page by Link headers? */
  readonly links: boolean
  /** How long it works on an uploaded file; with 0 it is ready in the same answer. */
  readonly processingSeconds: number
  /** Does it give `media` version 2, or only the first? */
  readonly media: 'v2' | 'v1'
  /** Only a list, as Mastodon 4.3 takes, or only one text, as before? Mastodon takes both. */
  readonly redirectUris: 'both' | 'text'
  readonly rates: boolean
}

export const usual: Differences = {
  characters: 500,
  perUrl: 23,
  images: 4,
  imageBytes: 16 * 1024 * 1024,
  imagePixels: 33_177_600,
  mimeTypes: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/webm', 'video/mp4', 'video/quicktime'],
  videoBytes: 103_809_024,
  videoPixels: 8_294_400,
  videoFramesPerSecond: 120,
  altCharacters: 1500,
  pollOptions: 4,
  pollCharacters: 50,
  pollSeconds: { min: 300, max: 2_629_746 },
  instance: 'v2',
  closed: false,
  metadata: true,
  source: true,
  edits: true,
  deletes: true,
  lists: true,
  quotes: true,
  version: '4.5.2',
  keepsKeys: true,
  badToken: 401,
  links: true,
  processingSeconds: 0,
  media: 'v2',
  redirectUris: 'both',
  rates: true,
}

interface Rate {
  readonly name: string
  readonly most: number
  readonly seconds: number
}

const everything: Rate = { name: 'api', most: 300, seconds: 5 * 60 }
const uploads: Rate = { name: 'media', most: 30, seconds: 30 * 60 }
const deletions: Rate = { name: 'delete', most: 30, seconds: 30 * 60 }
const posts: Rate = { name: 'statuses', most: 300, seconds: 3 * 60 * 60 }

export interface Spent {
  readonly over: boolean
  readonly headers: Readonly<Record<string, string>>
}

/** Counts one request of a profile in windows that begin at full periods, as the network does, and says what is left of the tightest. */
export function spend(book: Book, { method, pathname, who }: { method: string; pathname: string; who: string }, now: number): Spent {
  const rates = [everything, ...(rateOf(method, pathname) ?? [])]
  const standing = rates.map((rate) => {
    const window = Math.floor(now / 1000 / rate.seconds)
    const key = `${rate.name} ${who} ${window}`
    const count = (book.spent.get(key) ?? 0) + 1
    book.spent.set(key, count)
    return { rate, left: rate.most - count, reset: (window + 1) * rate.seconds * 1000 }
  })
  const [tightest] = standing.toSorted((a, b) => a.left - b.left)
  if (!tightest) throw new Error('Nothing is counted.')
  return {
    over: tightest.left < 0,
    headers: {
      'x-ratelimit-limit': `${tightest.rate.most}`,
      'x-ratelimit-remaining': `${Math.max(tightest.left, 0)}`,
      'x-ratelimit-reset': new Date(tightest.reset).toISOString().replace('Z', '000Z'),
    },
  }
}

function rateOf(method: string, pathname: string): readonly Rate[] | undefined {
  if (method === 'POST' && /^\/api\/v\d\/media$/.test(pathname)) return [uploads]
  if (method === 'POST' && pathname === '/api/v1/statuses') return [posts]
  if (method === 'DELETE' && /^\/api\/v1\/statuses\/\d+$/.test(pathname)) return [deletions]
  return undefined
}
