import { z } from 'zod'

import type { Json } from '#kit/json'

import { signedIn } from './stand-in-access.ts'
import { followersOf } from './stand-in-counts.ts'
import { categories, partsOf } from './stand-in-metadata.ts'
import { prices, spendUnits } from './stand-in-quota.ts'
import { pageOf, personWith, thumbnailsOf, uploadsOf } from './stand-in-resources.ts'
import type { Person, PlaylistItem } from './stand-in-state.ts'
import { type Asked, badRequest, input, notFound, nowOf, query, randomId, refused, type Server } from './stand-in-wire.ts'

const size = z.coerce.number().int().min(0).max(50).default(5)

const Channels = z.strictObject({ part: z.string(), mine: z.literal('true'), maxResults: size })

/** `GET /youtube/v3/channels`: the channel of whoever signed in. */
export function listChannels(asked: Asked): Json {
  const { server } = asked
  const person = signedIn(asked, 'read')
  spendUnits(server, prices.read)
  const parts = partsOf(query(asked, Channels).part, ['id', 'snippet', 'contentDetails', 'status', 'statistics'])
  const items = [asChannel(server, person, parts)]
  return { kind: 'youtube#channelListResponse', etag: 'list', pageInfo: { totalResults: 1, resultsPerPage: 5 }, items }
}

function asChannel(server: Server, person: Person, parts: readonly string[]): Json {
  const picture = { url: person.avatarUrl ?? '', width: 88, height: 88 }
  const shown: Readonly<Record<string, Json>> = {
    snippet: {
      title: person.displayName,
      description: person.bio ?? '',
      customUrl: `@${person.handle}`,
      publishedAt: person.createdAt,
      ...(person.avatarUrl === undefined ? {} : { thumbnails: { default: picture } }),
      localized: { title: person.displayName, description: person.bio ?? '' },
      country: person.country,
    },
    contentDetails: { relatedPlaylists: { likes: 'LL', uploads: uploadsOf(person.id) } },
    status: {
      privacyStatus: 'public',
      isLinked: true,
      longUploadsStatus: person.verified ? 'allowed' : 'eligible',
      madeForKids: false,
    },
    statistics: {
      viewCount: '0',
      subscriberCount: String(roundedDown(followersOf(server, person.id))),
      hiddenSubscriberCount: false,
      videoCount: '0',
    },
  }
  return {
    kind: 'youtube#channel',
    etag: 'channel',
    id: person.id,
    ...Object.fromEntries(parts.flatMap((part) => (shown[part] ? [[part, shown[part]]] : []))),
  }
}

/** From a thousand on the API tells three digits only. */
function roundedDown(count: number): number {
  const unit = 10 ** Math.max(0, String(count).length - 3)
  return Math.floor(count / unit) * unit
}

const Playlists = z.strictObject({ part: z.string(), mine: z.literal('true'), maxResults: size, pageToken: z.string().optional() })

/** `GET /youtube/v3/playlists`: one's own, without the ones YouTube keeps. */
export function listPlaylists(asked: Asked): Json {
  const { server } = asked
  const person = signedIn(asked, 'read')
  spendUnits(server, prices.read)
  const { part, maxResults, pageToken } = query(asked, Playlists)
  partsOf(part, ['id', 'snippet', 'status'])
  const own = server.state.playlists.filter(({ channelId }) => channelId === person.id)
  const { shown, next, pageInfo } = pageOf(own, { size: maxResults, token: pageToken })
  const items = shown.map(({ id, title, createdAt }) => ({
    kind: 'youtube#playlist',
    etag: 'playlist',
    id,
    snippet: { publishedAt: createdAt, channelId: person.id, title, description: '', channelTitle: person.displayName },
  }))
  return { kind: 'youtube#playlistListResponse', etag: 'list', ...next, pageInfo, items }
}

const Items = z.strictObject({
  part: z.string(),
  playlistId: z.string(),
  videoId: z.string().optional(),
  maxResults: size,
  pageToken: z.string().optional(),
})

/** `GET /youtube/v3/playlistItems`: what is in a list; the list of a channel's uploads has the newest first. */
export function listPlaylistItems(asked: Asked): Json {
  const { server } = asked
  const person = signedIn(asked, 'read')
  spendUnits(server, prices.read)
  const { part, playlistId, videoId, maxResults, pageToken } = query(asked, Items)
  const parts = partsOf(part, ['id', 'snippet', 'contentDetails', 'status'])
  const all = itemsOf(server, person, playlistId).filter((item) => videoId === undefined || item.videoId === videoId)
  const { shown, next, pageInfo } = pageOf(all, { size: maxResults, token: pageToken })
  const items = shown.map((item, position) => asItem(server, { ...item, position }, parts))
  return { kind: 'youtube#playlistItemListResponse', etag: 'list', ...next, items, pageInfo }
}

function itemsOf({ state }: Server, person: Person, playlistId: string): readonly PlaylistItem[] {
  if (playlistId === uploadsOf(person.id)) {
    return state.videos
      .filter(({ channelId }) => channelId === person.id)
      .map(({ id, publishedAt }) => ({ id: `${playlistId}.${id}`, playlistId, videoId: id, at: publishedAt }))
  }
  if (!state.playlists.some(({ id, channelId }) => id === playlistId && channelId === person.id)) throw playlistMissing()
  return state.playlistItems.filter((item) => item.playlistId === playlistId)
}

function asItem(
  server: Server,
  { id, playlistId, videoId, at, position }: PlaylistItem & { position: number },
  parts: readonly string[],
): Json {
  const video = server.state.videos.find((each) => each.id === videoId)
  if (!video) throw new Error(`A playlist has the video ${videoId}, which is gone.`)
  const owner = personWith(server, video.channelId)
  const shown: Readonly<Record<string, Json>> = {
    snippet: {
      publishedAt: at,
      channelId: owner.id,
      title: video.snippet.title,
      description: video.snippet.description,
      thumbnails: thumbnailsOf(server, videoId),
      channelTitle: owner.displayName,
      playlistId,
      position,
      resourceId: { kind: 'youtube#video', videoId },
      videoOwnerChannelTitle: owner.displayName,
      videoOwnerChannelId: owner.id,
    },
    contentDetails: { videoId, videoPublishedAt: video.publishedAt },
    status: { privacyStatus: video.status.privacyStatus },
  }
  return {
    kind: 'youtube#playlistItem',
    etag: 'item',
    id,
    ...Object.fromEntries(parts.flatMap((part) => (shown[part] ? [[part, shown[part]]] : []))),
  }
}

const Insert = z.strictObject({ part: z.string() })
const ItemBody = z.strictObject({
  snippet: z.strictObject({
    playlistId: z.string(),
    position: z.int().min(0).optional(),
    resourceId: z.strictObject({ kind: z.literal('youtube#video'), videoId: z.string() }),
  }),
})

/** `POST /youtube/v3/playlistItems`: the same video may be in a list several times. */
export function insertPlaylistItem(asked: Asked): Json {
  const { server } = asked
  const { state } = server
  const person = signedIn(asked, 'change')
  spendUnits(server, prices.write)
  const parts = partsOf(query(asked, Insert).part, ['id', 'snippet', 'contentDetails', 'status'])
  const { snippet } = input(asked, ItemBody)
  if (!state.playlists.some(({ id, channelId }) => id === snippet.playlistId && channelId === person.id)) throw playlistMissing()
  if (!state.videos.some(({ id }) => id === snippet.resourceId.videoId)) throw notFound('videoNotFound', 'Video not found.')
  const inList = state.playlistItems.filter(({ playlistId }) => playlistId === snippet.playlistId)
  if (inList.length >= 5000) {
    throw refused(403, {
      reason: 'playlistContainsMaximumNumberOfVideos',
      message: 'The playlist already contains the maximum allowed number of items.',
      domain: 'youtube.playlistItem',
    })
  }
  const item = { id: randomId(48), playlistId: snippet.playlistId, videoId: snippet.resourceId.videoId, at: nowOf(server) }
  state.playlistItems.push(item)
  server.world.changed()
  return asItem(server, { ...item, position: inList.length }, parts)
}

function playlistMissing() {
  return refused(404, {
    reason: 'playlistNotFound',
    message: 'The playlist identified with the request’s playlistId parameter cannot be found.',
    domain: 'youtube.playlistItem',
    location: 'playlistId',
  })
}

const Categories = z.strictObject({ part: z.literal('snippet'), regionCode: z.string(), hl: z.string().optional() })

/** `GET /youtube/v3/videoCategories`: what a video can be put into in a region; some serve only YouTube's own. */
export function listCategories(asked: Asked): Json {
  const { server } = asked
  signedIn(asked, 'read')
  spendUnits(server, prices.read)
  const { regionCode } = query(asked, Categories)
  if (!/^[A-Z]{2}$/.test(regionCode)) throw badRequest('invalidRegionCode', 'Invalid region code.', 'regionCode')
  const known = [...Object.entries(categories), ['30', 'Movies'] as const]
  const items = known.map(([id, title]) => ({
    kind: 'youtube#videoCategory',
    etag: 'category',
    id,
    snippet: { title, assignable: id !== '30', channelId: 'UCBR8-60-B28hp2BmDPdntcQ' },
  }))
  return { kind: 'youtube#videoCategoryListResponse', etag: 'list', items }
}
