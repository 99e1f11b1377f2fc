import { z } from 'zod'

import type { Json } from '#kit/json'

import { pictureFacts } from '../stand-in-facts.ts'
import { signedIn } from './stand-in-access.ts'
import { partsOf } from './stand-in-metadata.ts'
import { prices, spendUnits } from './stand-in-quota.ts'
import { thumbnailsOf } from './stand-in-resources.ts'
import type { Caption } from './stand-in-state.ts'
import { ownVideo } from './stand-in-videos.ts'
import { type Asked, badRequest, checked, nowOf, parseJson, query, randomId, refused } from './stand-in-wire.ts'

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
