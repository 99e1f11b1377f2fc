import type { Json } from '#kit/json'

import { filmFacts } from '../stand-in-facts.ts'
import { type Fields, GraphError, invalid, needed, onlyKnown } from '../stand-in-graph.ts'
import { inSeconds, isOlder, isOver, nowAt } from '../stand-in-time.ts'
import { whyNot } from './stand-in-film.ts'
import { validToken } from './stand-in-grants.ts'
import { timestamp } from './stand-in-photos.ts'
import { newId, type Server, type Video } from './stand-in-state.ts'
import { needReelQuota } from './stand-in-usage.ts'
import type { Asked, AsPage } from './stand-in-wire.ts'

const day = 24 * 60 * 60
const longestText = 63_206

/** `POST /{page}/video_reels` and `/video_stories`: `start`, the bytes to the upload host, `finish`. */
export async function callVideo(asked: AsPage, kind: 'reel' | 'story'): Promise<Json> {
  const { server, page, parameters } = asked
  onlyKnown(asked, ['upload_phase', 'video_id', 'video_state', 'description', 'title'])
  const phase = needed(asked, 'upload_phase').toLowerCase()
  if (phase === 'start') {
    if (kind === 'reel') needReelQuota(server, page.id)
    const { id } = newVideo(server, { pageId: page.id, kind })
    return { video_id: id, upload_url: `${server.world.origin}/video-upload/v25.0/${id}` }
  }
  if (phase !== 'finish') throw invalid('Invalid upload_phase')
  const video = ownVideo(server, needed(asked, 'video_id'), page.id)
  if (!video || video.kind !== kind) throw invalid('Invalid video_id')
  if (kind === 'reel' && parameters.get('video_state') !== 'PUBLISHED') throw invalid('Only video_state=PUBLISHED is open here')
  if (video.size === undefined || video.received < video.size) throw notWhole()
  if (video.readyAt !== undefined) throw invalid('The video was already published')
  if (kind === 'reel') needReelQuota(server, page.id)
  await finish(server, video, textIn(parameters))
  return kind === 'story' ? { success: true, post_id: newId('12'), message: '' } : { success: true }
}

/** `POST /{page}/videos`: a video in pieces, `start`, `transfer` …, `finish`. */
export async function callPieces(asked: AsPage): Promise<Json> {
  const { server, page, parameters } = asked
  onlyKnown(asked, ['upload_phase', 'file_size', 'upload_session_id', 'start_offset', 'description', 'title'])
  const phase = needed(asked, 'upload_phase')
  if (phase === 'start') {
    const size = Number(needed(asked, 'file_size'))
    if (!Number.isInteger(size)) throw invalid('file_size must be a number')
    if (size < 1024) throw new GraphError('The video you tried to upload is too small.', { code: 6000, subcode: 1363022 })
    if (size > 1.5 * 1024 ** 3) throw new GraphError('The video you tried to upload is too large.', { code: 6000, subcode: 1363023 })
    const video = newVideo(server, { pageId: page.id, kind: 'post', size, sessionId: newId('13') })
    return { video_id: video.id, upload_session_id: video.sessionId ?? '', ...nextPiece(server, video) }
  }
  const session = needed(asked, 'upload_session_id')
  const video = server.state.videos.find(({ sessionId, pageId }) => sessionId === session && pageId === page.id)
  if (!video || isGone(server, video))
    throw new GraphError('Your video upload timed out before it could be completed.', { code: 6000, subcode: 1363030 })
  if (phase === 'transfer') return takePiece(asked, video)
  if (phase !== 'finish') throw invalid('Invalid upload_phase')
  if (video.received < (video.size ?? 0)) throw notWhole()
  // A second `finish` changes nothing: the session is one video.
  if (video.readyAt === undefined) await finish(server, video, textIn(parameters))
  return { success: true }
}

function takePiece(asked: AsPage, video: Video): Json {
  const { server, files } = asked
  const piece = files.get('video_file_chunk')?.bytes
  if (!piece || piece.length === 0) throw new GraphError('No Video Selected.', { code: 6000, subcode: 1363020 })
  const { start_offset, end_offset } = nextPiece(server, video)
  if (needed(asked, 'start_offset') !== start_offset) {
    throw new GraphError('There was a problem uploading your video. Please try uploading it again.', {
      code: 6000,
      subcode: 1363037,
      data: { start_offset: Number(start_offset), end_offset: Number(end_offset) },
    })
  }
  if (piece.length > Number(end_offset) - Number(start_offset)) throw invalid('video_file_chunk is longer than was asked for')
  append(server, video, piece)
  return nextPiece(server, video)
}

/** Offsets are written as texts; both are the same when all has come. */
function nextPiece({ settings }: Server, { received, size = 0 }: Video): { readonly start_offset: string; readonly end_offset: string } {
  return { start_offset: String(received), end_offset: String(Math.min(received + settings.pieceBytes, size)) }
}

function newVideo(
  server: Server,
  { pageId, kind, ...more }: Pick<Video, 'pageId' | 'kind'> & { readonly size?: number; readonly sessionId?: string },
): Video {
  const video: Video = {
    id: newId('9'),
    pageId,
    kind,
    ...more,
    data: '',
    received: 0,
    text: '',
    madeAt: nowAt(server),
    seconds: 0,
    width: 0,
    height: 0,
    captions: [],
  }
  const { videos } = server.state
  for (const each of videos.filter((old) => isGone(server, old))) videos.splice(videos.indexOf(each), 1)
  videos.push(video)
  server.world.changed()
  return video
}

/** An upload that nobody finishes is given up after a day. */
function isGone(server: Server, { readyAt, madeAt }: Video): boolean {
  return readyAt === undefined && isOlder(server, madeAt, day)
}

export function ownVideo(server: Server, id: string, pageId: string): Video | undefined {
  return server.state.videos.find((video) => video.id === id && video.pageId === pageId && !isGone(server, video))
}

/** `POST https://rupload.facebook.com/video-upload/v25.0/{video}`, which answers errors in a form of its own. */
export async function takeBytes(asked: Asked, id: string, body: Uint8Array): Promise<Response> {
  const { server, headers } = asked
  if (!(headers.get('authorization') ?? '').startsWith('OAuth '))
    return wrong('NotAuthorizedError', 'The authorization header is not OAuth')
  const token = validToken(server, (headers.get('authorization') ?? '').slice('OAuth '.length))
  const video = ownVideo(server, id, token.pageId ?? '')
  if (!video || video.kind === 'post') return wrong('ProcessingFailedError', 'The video does not exist')
  const [offset, size] = [headers.get('offset'), headers.get('file_size')]
  if (offset === null || !/^\d+$/.test(offset)) {
    return wrong('ParameterValidationError', 'HeaderValuePredicate: Header Offset not convertable to unsigned long')
  }
  if (size === null || !/^\d+$/.test(size)) return wrong('ParameterValidationError', 'Header file_size not convertable to unsigned long')
  if (video.size !== undefined && video.size !== Number(size)) return wrong('ParameterValidationError', 'file_size has changed')
  video.size = Number(size)
  if (Number(offset) !== video.received) return wrong('OffsetInvalidError', `The offset should be ${video.received}`)
  if (video.received + body.length > video.size) return wrong('ParameterValidationError', 'More bytes than file_size says')
  append(server, video, body)
  if (video.received < video.size) return wrong('PartialRequestError', 'Partial request (did not match length of file)', true)
  return Response.json({ success: true })
}

function wrong(type: string, message: string, retriable = false): Response {
  return Response.json({ debug_info: { retriable, type, message } }, { status: 400 })
}

function append(server: Server, video: Video, piece: Uint8Array): void {
  video.data = Buffer.concat([Buffer.from(video.data, 'base64'), piece]).toString('base64')
  video.received += piece.length
  server.world.changed()
}

function notWhole(): GraphError {
  return new GraphError('There was a problem uploading your video. Please try uploading it again.', { code: 6000, subcode: 1363033 })
}

function textIn(parameters: ReadonlyMap<string, string>): string {
  const text = parameters.get('description') ?? ''
  if (text.length > longestText) throw invalid('Param description is too long')
  return text.trim()
}

/** Looks at the film, which takes its time; it is published, or refused, when that is over. */
async function finish(server: Server, video: Video, text: string): Promise<void> {
  const facts = await filmFacts(new Uint8Array(Buffer.from(video.data, 'base64')))
  const failed = whyNot(facts, video.kind)
  if (failed) video.failed = failed
  Object.assign(video, { text, seconds: facts?.seconds ?? 0, width: facts?.width ?? 0, height: facts?.height ?? 0 })
  video.readyAt = inSeconds(server, server.settings.processingSeconds)
  server.world.changed()
}

/** What has been processed meanwhile is published. */
export function publishReady(server: Server): void {
  for (const video of server.state.videos) {
    const { id, pageId, kind, text, readyAt, failed, postId } = video
    if (postId !== undefined || failed || readyAt === undefined || !isOver(server, readyAt)) continue
    video.postId = `${pageId}_${newId('12')}`
    const post = {
      id: video.postId,
      authorId: pageId,
      kind,
      text,
      photoIds: [],
      videoId: id,
      at: readyAt,
      byApp: true,
      likes: [],
      reposts: [],
    }
    server.state.posts.push(post)
    server.world.changed()
  }
}

/** `GET /{video}`. */
export function videoFields(server: Server, video: Video): Fields {
  const { world } = server
  const number = video.postId?.split('_')[1]
  return {
    id: () => video.id,
    description: () => video.text || undefined,
    length: () => video.seconds,
    created_time: () => timestamp(video.madeAt),
    post_id: () => number,
    permalink_url: () => (number === undefined ? undefined : new URL(videoPage(server, video)).pathname),
    published: () => video.postId !== undefined,
    source: () => `${world.webOrigin}/videos/${video.id}`,
    status: () => statusOf(server, video),
  }
}

export function videoPage({ world }: Server, { id, pageId, kind }: Video): string {
  if (kind === 'reel') return `${world.webOrigin}/reel/${id}/`
  return kind === 'story' ? `${world.webOrigin}/stories/${pageId}/${id}/` : `${world.webOrigin}/${pageId}/videos/${id}/`
}

/** `bytes_transfered` is written so in the guides. */
function statusOf(server: Server, { received, size, readyAt, failed, postId }: Video): Json {
  const isWhole = size !== undefined && received >= size
  const isSeen = readyAt !== undefined && isOver(server, readyAt)
  const isBad = failed !== undefined && isSeen
  const processing = readyAt === undefined ? 'not_started' : isBad ? 'error' : isSeen ? 'complete' : 'in_progress'
  const published = postId === undefined ? { status: 'not_started' } : { status: 'complete', publish_status: 'published' }
  return {
    video_status: isBad ? 'error' : postId === undefined ? (readyAt === undefined ? 'uploading' : 'processing') : 'ready',
    uploading_phase: { status: isWhole ? 'complete' : received > 0 ? 'in_progress' : 'not_started', bytes_transfered: received },
    processing_phase: { status: processing, ...(isBad ? { errors: [failed] } : {}) },
    publishing_phase: published,
  }
}
