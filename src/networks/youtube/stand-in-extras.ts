import { z } from 'zod'

import type { Json } from '#kit/json'

import { pictureFacts } from '../stand-in-facts.ts'
import { signedIn } from './stand-in-access.ts'
import { partsOf } from './stand-in-metadata.ts'
import { prices, spendUnits } from './stand-in-quota.ts'
import { thumbnailsOf } from './stand-in-resources.ts'
import type { Caption, Video } from './stand-in-state.ts'
import { ownVideo } from './stand-in-videos.ts'
import {
  type Asked,
  badRequest,
  checked,
  input,
  notFound,
  nowOf,
  parseJson,
  query,
  randomId,
  refused,
  type Server,
} from './stand-in-wire.ts'

const largestThumbnail = 2 * 1024 * 1024

const Thumbnail = z.strictObject({ videoId: z.string(), uploadType: z.literal('media') })

/** `POST /upload/youtube/v3/thumbnails/set`: a picture of one's own, for those who have given a telephone number. */
export async function setThumbnail(asked: Asked): Promise<Json> {
  const { server, request, body } = asked
  const person = signedIn(asked, 'upload')
  spendUnits(server, prices.write)
  const video = ownVideo(server, person, query(asked, Thumbnail).videoId)
  const mimeType = request.headers.get('content-type') ?? ''
  if (!person.verified) {
    const message = 'The authenticated user doesn’t have permissions to upload and set custom video thumbnails.'
    throw refused(403, { reason: 'forbidden', message, domain: 'youtube.thumbnail' })
  }
  if (body.length === 0)
    throw refused(400, {
      reason: 'mediaBodyRequired',
      message: 'The request does not include the image content.',
      domain: 'youtube.thumbnail',
    })
  if (body.length > largestThumbnail)
    throw refused(413, { reason: 'uploadTooLarge', message: `Media is too large. Limit: ${largestThumbnail}`, domain: 'global' })
  const shape = await pictureIn(body, mimeType)
  if (!shape) throw refused(400, { reason: 'invalidImage', message: 'The provided image content is invalid.', domain: 'youtube.thumbnail' })
  video.thumbnail = { mimeType, data: Buffer.from(body).toString('base64'), ...shape, alt: '' }
  server.world.changed()
  return { kind: 'youtube#thumbnailSetResponse', etag: 'thumbnail', items: [thumbnailsOf(server, video.id)] }
}

async function pictureIn(bytes: Uint8Array, mimeType: string): Promise<{ readonly width: number; readonly height: number } | undefined> {
  const facts = await pictureFacts(bytes)
  const isTaken = ['image/jpeg', 'image/png'].includes(mimeType) && `image/${facts?.format}` === mimeType
  return facts && isTaken ? { width: facts.width, height: facts.height } : undefined
}

const InsertCaption = z.strictObject({ part: z.string(), uploadType: z.literal('multipart') })
const CaptionBody = z.strictObject({
  snippet: z.strictObject({ videoId: z.string(), language: z.string().min(2), name: z.string().max(150), isDraft: z.boolean().optional() }),
})

/** `POST /upload/youtube/v3/captions`: what is said of it and the file, in one body of two parts. */
export function insertCaption(asked: Asked): Json {
  const { server } = asked
  const person = signedIn(asked, 'comment')
  spendUnits(server, prices.captions)
  partsOf(query(asked, InsertCaption).part, ['id', 'snippet'])
  const { json, file } = relatedParts(asked)
  const { snippet } = checked(json, CaptionBody)
  const video = ownVideo(server, person, snippet.videoId)
  const text = new TextDecoder().decode(file)
  if (!/-->/.test(text))
    throw refused(400, {
      reason: 'contentRequired',
      message: 'The request does not contain the caption track contents.',
      domain: 'youtube.caption',
    })
  const { captions } = server.state
  if (captions.some(({ videoId, language, name }) => videoId === video.id && language === snippet.language && name === snippet.name)) {
    throw refused(409, {
      reason: 'captionExists',
      message: 'The specified video already has a caption track with the given language and name.',
      domain: 'youtube.caption',
    })
  }
  const caption: Caption = {
    id: randomId(40),
    videoId: video.id,
    language: snippet.language,
    name: snippet.name,
    isDraft: snippet.isDraft ?? false,
    text,
    at: nowOf(server),
  }
  captions.push(caption)
  server.world.changed()
  return asCaption(caption)
}

/** `multipart/related` (RFC 2387): JSON first, then the file. */
function relatedParts({ request, body }: Asked): { readonly json: unknown; readonly file: Uint8Array } {
  const type = request.headers.get('content-type') ?? ''
  const [, boundary] = /^multipart\/related;.*\bboundary="?([^";]+)"?/i.exec(type) ?? []
  const pieces = boundary === undefined ? [] : Buffer.from(body).toString('latin1').split(`--${boundary}`)
  const [, first, second, end] = pieces.map(partIn)
  if (pieces.length !== 4 || !first || !second || !pieces[3]?.startsWith('--') || end === undefined) {
    throw badRequest('badContent', 'Bad multipart body.')
  }
  if (!/^application\/json\b/i.test(first.type)) throw badRequest('badContent', 'The first part must be JSON.')
  return { json: parseJson(Buffer.from(first.content, 'latin1')), file: Buffer.from(second.content, 'latin1') }
}

function partIn(piece: string): { readonly type: string; readonly content: string } {
  const [head = '', ...rest] = piece.split('\r\n\r\n')
  const [, type = ''] = /^content-type: *(.+)$/im.exec(head) ?? []
  return { type, content: rest.join('\r\n\r\n').replace(/\r\n$/, '') }
}

function asCaption({ id, videoId, language, name, isDraft, at }: Caption): Json {
  const snippet = {
    videoId,
    lastUpdated: at,
    trackKind: 'standard',
    language,
    name,
    audioTrackType: 'unknown',
    isCC: false,
    isLarge: false,
    isEasyReader: false,
    isDraft,
    isAutoSynced: false,
    status: 'serving',
  }
  return { kind: 'youtube#caption', etag: 'caption', id, snippet }
}

const CommentInsert = z.strictObject({ part: z.literal('snippet') })
const CommentBody = z.strictObject({
  snippet: z.strictObject({
    videoId: z.string(),
    channelId: z.string().optional(),
    topLevelComment: z.strictObject({ snippet: z.strictObject({ textOriginal: z.string() }) }),
  }),
})

/** `POST /youtube/v3/commentThreads`: a comment under a video. */
export function insertComment(asked: Asked): Json {
  const { server } = asked
  const person = signedIn(asked, 'comment')
  spendUnits(server, prices.write)
  query(asked, CommentInsert)
  const { snippet } = input(asked, CommentBody)
  const text = snippet.topLevelComment.snippet.textOriginal
  if (text.trim() === '')
    throw refused(400, { reason: 'commentTextRequired', message: 'The comment text is required.', domain: 'youtube.commentThread' })
  if (text.length > 10_000)
    throw refused(400, { reason: 'commentTextTooLong', message: 'The comment text is too long.', domain: 'youtube.commentThread' })
  const video = commentable(server, person.id, snippet.videoId)
  const comment = { id: `Ug${randomId(24)}`, videoId: video.id, by: person.id, text, at: nowOf(server) }
  server.state.comments.push(comment)
  server.world.changed()
  return asThread(server, comment)
}

/** Nobody comments on what is private or made for children. @throws Refused */
function commentable({ state }: Server, by: string, videoId: string): Video {
  const video = state.videos.find(({ id }) => id === videoId)
  const isHidden = video?.status.privacyStatus === 'private'
  if (!video || (isHidden && video.channelId !== by))
    throw notFound('videoNotFound', 'The video identified by the videoId parameter could not be found.')
  if (isHidden || video.status.selfDeclaredMadeForKids) {
    throw refused(403, {
      reason: 'commentsDisabled',
      message:
        'The video identified by the <code><a href="/youtube/v3/docs/commentThreads/list#videoId">videoId</a></code> parameter has disabled comments.',
      domain: 'youtube.commentThread',
      location: 'videoId',
    })
  }
  return video
}

const Comments = z.strictObject({
  part: z.literal('snippet'),
  videoId: z.string(),
  order: z.enum(['time', 'relevance']).optional(),
  textFormat: z.enum(['html', 'plainText']).optional(),
  maxResults: z.coerce.number().int().min(1).max(100).default(20),
})

/** `GET /youtube/v3/commentThreads`: comments under a video, the newest first. */
export function listComments(asked: Asked): Json {
  const { server } = asked
  const person = signedIn(asked, 'comment')
  spendUnits(server, prices.read)
  const { videoId, maxResults } = query(asked, Comments)
  const video = commentable(server, person.id, videoId)
  const own = server.state.comments.filter((comment) => comment.videoId === video.id && comment.parent === undefined)
  const items = own
    .toReversed()
    .slice(0, maxResults)
    .map((comment) => asThread(server, comment))
  return {
    kind: 'youtube#commentThreadListResponse',
    etag: 'list',
    pageInfo: { totalResults: items.length, resultsPerPage: maxResults },
    items,
  }
}

function asThread({ state, world }: Server, { id, videoId, by, text, at, editedAt }: Server['state']['comments'][number]): Json {
  const author = state.people.find((person) => person.id === by)
  const comment = {
    kind: 'youtube#comment',
    etag: 'comment',
    id,
    snippet: {
      videoId,
      textDisplay: text,
      textOriginal: text,
      authorDisplayName: `@${author?.handle ?? ''}`,
      authorChannelUrl: `${world.webOrigin}/@${author?.handle ?? ''}`,
      authorChannelId: { value: by },
      canRate: true,
      viewerRating: 'none',
      likeCount: 0,
      publishedAt: at,
      updatedAt: editedAt ?? at,
    },
  }
  return {
    kind: 'youtube#commentThread',
    etag: 'thread',
    id,
    snippet: { channelId: by, videoId, topLevelComment: comment, canReply: true, totalReplyCount: 0, isPublic: true },
  }
}
