import { z } from 'zod'

import type { Json } from '#kit/json'

import { signedIn } from './stand-in-access.ts'
import { asSnippet, asStatus, partsOf, SnippetBody, StatusBody } from './stand-in-metadata.ts'
import { prices, spendUnits } from './stand-in-quota.ts'
import { asVideo } from './stand-in-resources.ts'
import type { Person, Video } from './stand-in-state.ts'
import { type Asked, badRequest, input, notFound, query, refused, type Server } from './stand-in-wire.ts'

const readable = ['id', 'snippet', 'status', 'contentDetails', 'processingDetails', 'statistics']

const List = z.strictObject({ part: z.string(), id: z.string(), maxResults: z.coerce.number().int().min(1).max(50).optional() })

/** `GET /youtube/v3/videos`: what is gone, or not one’s own and private, is left out. */
export function listVideos(asked: Asked): Json {
  const { server } = asked
  const person = signedIn(asked, 'read')
  spendUnits(server, prices.read)
  const { part, id } = query(asked, List)
  const parts = partsOf(part, readable)
  const ids = new Set(id.split(','))
  const found = server.state.videos.filter(
    (video) => ids.has(video.id) && (isOwn(video, person) || video.status.privacyStatus !== 'private'),
  )
  if (parts.includes('processingDetails') && found.some((video) => !isOwn(video, person))) {
    throw refused(403, { reason: 'forbidden', message: 'The request cannot access user rating or processing information.' })
  }
  return {
    kind: 'youtube#videoListResponse',
    etag: 'list',
    items: found.map((video) => asVideo(server, video, parts)),
    pageInfo: { totalResults: found.length, resultsPerPage: found.length },
  }
}

function isOwn({ channelId }: Video, { id }: Person): boolean {
  return channelId === id
}

const Update = z.strictObject({ part: z.string() })
const Body = z.strictObject({ id: z.string(), kind: z.string().optional(), snippet: SnippetBody.optional(), status: StatusBody.optional() })

/** `PUT /youtube/v3/videos`: each part that is sent takes the place of what was there, whole. */
export function updateVideo(asked: Asked): Json {
  const { server } = asked
  const person = signedIn(asked, 'change')
  spendUnits(server, prices.write)
  const { part } = query(asked, Update)
  const parts = partsOf(part, ['snippet', 'status', 'id'])
  const body = input(asked, Body)
  const video = ownVideo(server, person, body.id)
  for (const name of ['snippet', 'status'] as const) {
    if (body[name] !== undefined && !parts.includes(name)) throw badRequest('unexpectedPart', name, 'part')
  }
  if (parts.includes('snippet')) video.snippet = asSnippet(body.snippet ?? {}, { mustHaveCategory: true })
  if (parts.includes('status')) video.status = changedStatus(video, body.status ?? {})
  server.world.changed()
  return asVideo(server, video, parts)
}

/** A video of a project that no audit has passed stays private, whatever is asked. */
function changedStatus(video: Video, body: z.infer<typeof StatusBody>): Video['status'] {
  const status = asStatus({ ...body, privacyStatus: body.privacyStatus ?? video.status.privacyStatus })
  if (video.locked && status.privacyStatus !== 'private') {
    throw refused(403, { reason: 'forbiddenPrivacySetting', message: 'The owner of the video cannot set it to this privacy status.' })
  }
  return status
}

/** @throws Refused where there is no such video, or it is somebody else’s. */
export function ownVideo({ state }: Server, person: Person, id: string): Video {
  const video = state.videos.find((each) => each.id === id)
  if (!video) throw notFound('videoNotFound', 'The video that you are trying to access cannot be found.')
  if (!isOwn(video, person)) throw refused(403, { reason: 'forbidden', message: 'Forbidden' })
  return video
}

const Delete = z.strictObject({ id: z.string() })

/** `DELETE /youtube/v3/videos`: with everything that hangs on it. */
export function deleteVideo(asked: Asked): Response {
  const { server } = asked
  const person = signedIn(asked, 'change')
  spendUnits(server, prices.write)
  const { id } = query(asked, Delete)
  ownVideo(server, person, id)
  const { state, world } = server
  state.videos = state.videos.filter((video) => video.id !== id)
  state.comments = state.comments.filter(({ videoId }) => videoId !== id)
  state.captions = state.captions.filter(({ videoId }) => videoId !== id)
  state.playlistItems = state.playlistItems.filter(({ videoId }) => videoId !== id)
  world.changed()
  return new Response(null, { status: 204 })
}
