import type { Json } from '#kit/json'

import { figuresOfPost } from '../stand-in-figures.ts'
import { counting, livedBy } from './stand-in-counts.ts'
import type { Person, Video } from './stand-in-state.ts'
import { randomId, type Server } from './stand-in-wire.ts'

/** A video as the API shows it to its owner, in the parts asked for. */
export function asVideo(server: Server, video: Video, parts: readonly string[]): { readonly [key: string]: Json } {
  const shown: Readonly<Record<string, () => Json>> = {
    snippet: () => snippetOf(server, video),
    status: () => statusOf(server, video),
    contentDetails: () => detailsOf(video),
    processingDetails: () => processingOf(server, video),
    statistics: () => statisticsOf(server, video),
  }
  const wanted = parts.flatMap((part) => (shown[part] ? [[part, shown[part]()] as const] : []))
  return { kind: 'youtube#video', etag: randomId(27), id: video.id, ...Object.fromEntries(wanted) }
}

function snippetOf(server: Server, { id, channelId, snippet, publishedAt }: Video): Json {
  const { title, description, tags, categoryId, ...languages } = snippet
  return {
    publishedAt,
    channelId,
    title,
    description,
    thumbnails: thumbnailsOf(server, id),
    channelTitle: personWith(server, channelId).displayName,
    ...(tags.length > 0 ? { tags } : {}),
    categoryId,
    liveBroadcastContent: 'none',
    localized: { title, description },
    ...languages,
  }
}

export function thumbnailsOf({ world }: Server, videoId: string) {
  const at = (name: string, width: number, height: number) => ({ url: `${world.webOrigin}/vi/${videoId}/${name}.jpg`, width, height })
  return { default: at('default', 120, 90), medium: at('mqdefault', 320, 180), high: at('hqdefault', 480, 360) }
}

export function isProcessed({ world }: Server, { processedAt }: Video): boolean {
  return Temporal.Instant.compare(processedAt, world.now()) <= 0
}

function statusOf(server: Server, video: Video): Json {
  const { status, failure, rejection } = video
  const done = isProcessed(server, video)
  const uploadStatus = !done ? 'uploaded' : failure ? 'failed' : rejection ? 'rejected' : 'processed'
  const { selfDeclaredMadeForKids, ...rest } = status
  return {
    uploadStatus,
    ...(done && failure ? { failureReason: failure } : {}),
    ...(done && !failure && rejection ? { rejectionReason: rejection } : {}),
    ...rest,
    madeForKids: selfDeclaredMadeForKids ?? false,
    ...(selfDeclaredMadeForKids === undefined ? {} : { selfDeclaredMadeForKids }),
  }
}

function detailsOf({ facts, thumbnail }: Video): Json {
  const seconds = Math.round(facts?.seconds ?? 0)
  return {
    duration: `PT${seconds >= 60 ? `${Math.floor(seconds / 60)}M` : ''}${seconds % 60}S`,
    dimension: '2d',
    definition: (facts?.height ?? 0) >= 720 ? 'hd' : 'sd',
    caption: 'false',
    licensedContent: false,
    contentRating: {},
    projection: 'rectangular',
    hasCustomThumbnail: thumbnail !== undefined,
  }
}

function processingOf(server: Server, video: Video): Json {
  if (isProcessed(server, video)) {
    return video.failure ? { processingStatus: 'failed', processingFailureReason: 'transcodeFailed' } : { processingStatus: 'succeeded' }
  }
  const left = Temporal.Instant.from(video.processedAt).since(server.world.now()).total('milliseconds')
  return {
    processingStatus: 'processing',
    processingProgress: { partsTotal: '1000', partsProcessed: '500', timeLeftMs: String(Math.ceil(left)) },
  }
}

/** As it is counted at this moment. */
function statisticsOf(server: Server, video: Video): Json {
  const { videoViews, reactions, comments } = figuresOfPost(counting(server), livedBy(server, video))
  return { viewCount: String(videoViews), likeCount: String(reactions), favoriteCount: '0', commentCount: String(comments) }
}

export function personWith({ state }: Server, id: string): Person {
  const person = state.people.find((each) => each.id === id)
  if (!person) throw new Error(`No channel on YouTube has the id ${id}.`)
  return person
}

/** The list of everything a channel has uploaded. */
export function uploadsOf(channelId: string): string {
  return `UU${channelId.slice(2)}`
}

/** A page of a list, with the token of the next. */
export function pageOf<Item>(
  items: readonly Item[],
  { size, token = '0' }: { readonly size: number; readonly token?: string | undefined },
) {
  const start = Number.isInteger(Number(token)) ? Number(token) : 0
  const shown = items.slice(start, start + size)
  const next = start + size < items.length ? { nextPageToken: String(start + size) } : {}
  return { shown, next, pageInfo: { totalResults: items.length, resultsPerPage: size } }
}
