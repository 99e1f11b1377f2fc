import type { Json } from '#kit/json'

import { crowdOf } from '../stand-in-crowd.ts'
import { followersOf } from '../stand-in-figures.ts'
import { type Fields, fieldsInside, invalid, onlyKnown, pick } from '../stand-in-graph.ts'
import { isOver } from '../stand-in-time.ts'
import { quotaFields } from './stand-in-quota.ts'
import type { Media, Person, Server } from './stand-in-state.ts'
import type { Asked } from './stand-in-wire.ts'

/** `GET /me` and `GET /{user}`. */
export function personFields(server: Server, person: Person): Fields {
  const { state } = server
  return {
    id: () => person.appScopedId,
    user_id: () => person.id,
    username: () => person.handle,
    name: () => person.displayName,
    account_type: () => 'BUSINESS',
    biography: () => person.bio ?? '',
    profile_picture_url: () => person.avatarUrl,
    website: () => undefined,
    followers_count: () => followersOf(server, person.id),
    follows_count: () => state.follows.filter(({ by }) => by === person.id).length,
    media_count: () => state.media.filter(({ personId }) => personId === person.id).length,
  }
}

/** `GET /{media}`. */
export function mediaFields(server: Server, media: Media, asked: string | undefined): Fields {
  const [first] = media.pictures
  const owner = server.state.people.find(({ id }) => id === media.personId)
  return {
    id: () => media.id,
    caption: () => (media.caption === '' ? undefined : media.caption),
    alt_text: () => (media.pictures.length === 1 && first && 'alt' in first ? first.alt || undefined : undefined),
    media_type: () => (media.pictures.length > 1 ? 'CAROUSEL_ALBUM' : first && 'seconds' in first ? 'VIDEO' : 'IMAGE'),
    media_product_type: () => media.product,
    thumbnail_url: () => (first && 'seconds' in first ? `${pictureUrl(server, first)}.jpg` : undefined),
    media_url: () => (first ? pictureUrl(server, first) : undefined),
    permalink: () => permalink(server, media),
    shortcode: () => media.shortcode,
    timestamp: () => timestamp(media.at),
    username: () => owner?.handle,
    owner: () => ({ id: media.personId }),
    like_count: () => media.likes.length + crowdOf(server.state, media.id, 'reactions'),
    comments_count: () =>
      server.state.comments.filter(({ mediaId }) => mediaId === media.id).length + crowdOf(server.state, media.id, 'comments'),
    is_comment_enabled: () => true,
    is_shared_to_feed: () => (media.product === 'REELS' ? media.sharedToFeed : undefined),
    children: () => (media.pictures.length > 1 ? { data: childrenOf(server, media, fieldsInside(asked, 'children')) } : undefined),
  }
}

/** Also `GET /{media}/children`. */
export function childrenOf(server: Server, media: Media, asked: string | undefined): Json {
  return media.pictures.map((picture) => {
    const fields: Fields = {
      id: () => picture.id,
      media_type: () => ('seconds' in picture ? 'VIDEO' : 'IMAGE'),
      media_url: () => pictureUrl(server, picture),
      alt_text: () => ('alt' in picture ? picture.alt || undefined : undefined),
      permalink: () => permalink(server, media),
      shortcode: () => media.shortcode,
      timestamp: () => timestamp(media.at),
    }
    return pick(fields, asked, 'IGMedia')
  })
}

export function permalink({ world }: Server, { shortcode, product }: Pick<Media, 'shortcode' | 'product'>): string {
  return `${world.webOrigin}/${product === 'REELS' ? 'reel' : product === 'STORY' ? 'story' : 'p'}/${shortcode}/`
}

export function pictureUrl({ world }: Server, file: Media['pictures'][number]): string {
  return `${world.webOrigin}/pictures/${file.id}.${'seconds' in file ? 'mp4' : 'jpg'}`
}

/** Whole seconds and a zone without a colon, as the Graph API writes time. */
function timestamp(at: string): string {
  return `${Temporal.Instant.from(at).toString({ smallestUnit: 'second' }).replace(/Z$/, '')}+0000`
}

/** `GET /{user}/media`, or `/stories`, where each is for a day: newest first, in pages. */
export function listMedia(asked: Asked, person: Person, wanted: 'media' | 'stories'): Json {
  onlyKnown(asked, ['since', 'until', 'limit', 'after', 'before'])
  const { server, parameters } = asked
  const limit = Number(parameters.get('limit') ?? 25)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw invalid('limit must be 1 to 100')
  const all = server.state.media
    .toReversed()
    .filter((media) => media.personId === person.id && isListed(server, media) && isWithin(asked, media))
    .filter((media) => (wanted === 'stories' ? isStory(media) && !isOver(server, endOf(media)) : !isStory(media)))
  const from = startOf(all, parameters.get('after'))
  const shown = all.slice(from, from + limit)
  const fields = parameters.get('fields')
  const more = all.length > from + limit
  return {
    data: shown.map((media) => pick(mediaFields(server, media, fields), fields, 'IGMedia')),
    ...(shown.length > 0 ? { paging: pagingOf(asked, shown, more) } : {}),
  }
}

export function isStory({ product }: Media): boolean {
  return product === 'STORY'
}

/** A story is seen for a day. */
export function endOf({ at }: Media): string {
  return Temporal.Instant.from(at).add({ hours: 24 }).toString()
}

/** Posts appear in the list a moment after they were made, where the stand-in is set so. */
function isListed(server: Server, { at }: Media): boolean {
  const from = Temporal.Instant.from(at).add({ milliseconds: Math.round(server.settings.listingLagSeconds * 1000) })
  return isOver(server, from.toString())
}

function isWithin({ parameters }: Asked, { at }: Media): boolean {
  const seconds = Date.parse(at) / 1000
  return seconds >= instantIn(parameters.get('since'), 0) && seconds <= instantIn(parameters.get('until'), Infinity)
}

/** Seconds since 1970, or a date. */
function instantIn(written: string | undefined, otherwise: number): number {
  if (written === undefined) return otherwise
  const seconds = /^\d+$/.test(written) ? Number(written) : Date.parse(written) / 1000
  if (Number.isNaN(seconds)) throw invalid('since and until are instants')
  return seconds
}

function startOf(all: readonly Media[], after: string | undefined): number {
  if (after === undefined) return 0
  const id = Buffer.from(after, 'base64url').toString()
  return all.findIndex((media) => media.id === id) + 1
}

function pagingOf({ server, url }: Asked, shown: readonly Media[], more: boolean): Json {
  const cursors = { before: cursor(shown[0]), after: cursor(shown.at(-1)) }
  if (!more) return { cursors }
  const next = new URL(`${url.pathname}${url.search}`, server.world.origin)
  next.searchParams.set('after', cursors.after)
  return { cursors, next: next.toString() }
}

function cursor(media: Media | undefined): string {
  return Buffer.from(media?.id ?? '').toString('base64url')
}

/** `GET /{user}/content_publishing_limit`. */
export function readQuota(asked: Asked, person: Person): Json {
  onlyKnown(asked, ['since'])
  const { config, quota_usage } = quotaFields(asked.server, person.id)
  const names = (asked.parameters.get('fields') ?? 'quota_usage').split(',')
  const strange = names.find((name) => name !== 'config' && name !== 'quota_usage')
  if (strange !== undefined) throw invalid(`Tried accessing nonexisting field (${strange})`)
  return {
    data: [
      {
        ...(names.includes('quota_usage') ? { quota_usage: quota_usage() } : {}),
        ...(names.includes('config') ? { config: config() } : {}),
      },
    ],
  }
}
