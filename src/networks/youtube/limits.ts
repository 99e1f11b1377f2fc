import type { Json } from '#kit/json'

/** From YouTube's documentation of videos, comments and thumbnails. */
export const limits = {
  title: 100,
  descriptionBytes: 5000,
  /** Commas and quotation marks counted. */
  tags: 500,
  comment: 10_000,
  fileBytes: 256 * 1024 ** 3,
  seconds: 12 * 60 * 60,
  /** For channels that have given no telephone number. */
  secondsUnverified: 15 * 60,
  shortSeconds: 180,
  thumbnailBytes: 2 * 1024 * 1024,
} as const

/** What is known of a channel; see `limitsOf` in `channel.ts`. */
export interface Known {
  readonly longUploads: boolean
  readonly playlists: readonly { readonly id: string; readonly title: string }[]
  /** undefined where they were not read: then the usual ones. */
  readonly categories: readonly string[] | undefined
  /** Has the project of the app passed the audit? Until then every video stays private. */
  readonly audited: boolean
}

/** Read by hand, so that no schema library comes along into the page. */
export function knownOf(known: Json): Known {
  const { longUploads, playlists, categories, audited } = fieldsOf(known)
  return {
    longUploads: longUploads !== false,
    playlists: listOf(playlists).flatMap(asPlaylist),
    categories: categories === undefined ? undefined : listOf(categories).filter((id) => typeof id === 'string'),
    audited: audited === true,
  }
}

function asPlaylist(value: Json): Known['playlists'] {
  const { id, title } = fieldsOf(value)
  return typeof id === 'string' && typeof title === 'string' ? [{ id, title }] : []
}

function fieldsOf(value: Json): { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !isList(value) ? value : {}
}

function listOf(value: Json | undefined): readonly Json[] {
  return value !== undefined && isList(value) ? value : []
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
