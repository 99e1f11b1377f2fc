import { z } from 'zod'

import type { Json } from '#kit/json'

import { filmFacts, pictureFacts } from '../stand-in-facts.ts'
import { signedIn } from './stand-in-access.ts'
import { charge } from './stand-in-bill.ts'
import { nextId } from './stand-in-ids.ts'
import { limits, spend } from './stand-in-limits.ts'
import type { Media } from './stand-in-state.ts'
import { type Asked, checked, input, invalid, query, Refused, type Server } from './stand-in-wire.ts'

const megabyte = 1024 * 1024
const keptSeconds = 24 * 60 * 60
const id = z.string().regex(/^[0-9]{1,19}$/)

const Initialize = z.strictObject({
  media_type: z.enum(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'video/mp4', 'video/quicktime']),
  total_bytes: z.int().min(1),
  media_category: z.enum(['tweet_image', 'tweet_gif', 'tweet_video']),
  shared: z.boolean().optional(),
  additional_owners: z.array(id).optional(),
})

/** `POST /2/media/upload/initialize`: says what will come. */
export function initialize(asked: Asked): Json {
  const { server } = asked
  const owner = signedIn(asked, ['media.write'])
  spend(asked, limits.initialize, owner.id)
  const { media_type: mimeType, total_bytes: totalBytes, media_category: category } = input(asked, Initialize)
  if (mimeType.startsWith('video/') !== (category === 'tweet_video'))
    throw invalid('media_type does not fit media_category.', { media_category: [category] })
  if ((category === 'tweet_gif') !== (mimeType === 'image/gif'))
    throw invalid('A GIF is sent as tweet_gif, and nothing else is.', { media_category: [category] })
  const most = mostBytes[category]
  if (totalBytes > most) throw invalid(`The media is larger than ${most} bytes.`, { total_bytes: [String(totalBytes)] })
  const expiresAt = server.world.now().add({ seconds: keptSeconds }).toString()
  const media: Media = { id: nextId(server), ownerId: owner.id, mimeType, category, totalBytes, segments: {}, expiresAt, alt: '' }
  server.state.media.push(media)
  server.world.changed()
  return { data: { id: media.id, media_key: keyOf(media), expires_after_secs: keptSeconds } }
}

const mostBytes = { tweet_image: 5 * megabyte, tweet_gif: 15 * megabyte, tweet_video: 512 * megabyte }

/** `3_` is a photo, `16_` an animated GIF, `7_` a video. */
export function keyOf({ id: mediaId, category }: Media): string {
  return `${category === 'tweet_video' ? 7 : category === 'tweet_gif' ? 16 : 3}_${mediaId}`
}

const mostInSegment = 8 * megabyte

/** `POST /2/media/upload/:id/append`: one piece, as a form with a file or as JSON with base64. */
export async function append(asked: Asked, mediaId: string): Promise<Json> {
  const media = ownMedia(asked, { mediaId, limit: 'append' })
  const { index, bytes } = await segmentOf(asked)
  if (bytes.length > mostInSegment)
    throw new Refused(413, { title: 'Payload Too Large', type: 'about:blank', status: 413, detail: 'Segment too large.' })
  if (media.data !== undefined) throw invalid('The media was finalized already.', { id: [mediaId] })
  media.segments[index] = Buffer.from(bytes).toString('base64')
  asked.server.world.changed()
  return { data: { expires_at: Math.floor(Temporal.Instant.from(media.expiresAt).epochMilliseconds / 1000) } }
}

const SegmentIndex = z.coerce.number().int().min(0).max(999)
const JsonSegment = z.strictObject({ media: z.base64(), segment_index: SegmentIndex })

async function segmentOf(asked: Asked): Promise<{ readonly index: number; readonly bytes: Uint8Array }> {
  const type = asked.request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\b/i.test(type)) {
    const { media, segment_index: index } = input(asked, JsonSegment)
    return { index, bytes: Buffer.from(media, 'base64') }
  }
  const form = await new Response(asked.body, { headers: { 'content-type': type } }).formData()
  for (const name of form.keys()) if (!['media', 'segment_index'].includes(name)) throw invalid(`${name} is not a field.`, { [name]: [] })
  const file = form.get('media')
  if (!(file instanceof File)) throw invalid('media is required.', { media: [] })
  const index = checked(form.get('segment_index'), SegmentIndex)
  return { index, bytes: new Uint8Array(await file.arrayBuffer()) }
}

/** `POST /2/media/upload/:id/finalize`: everything has come. */
export async function finalize(asked: Asked, mediaId: string): Promise<Json> {
  const { server } = asked
  const media = ownMedia(asked, { mediaId, limit: 'finalize' })
  const bytes = Buffer.concat(Object.keys(media.segments).map((_, index) => Buffer.from(media.segments[index] ?? '', 'base64')))
  if (bytes.length !== media.totalBytes) {
    throw invalid(`Segments do not add up to provided total file size: ${bytes.length} of ${media.totalBytes}.`, { id: [mediaId] })
  }
  if (media.category === 'tweet_video') await checkFilm(bytes, media)
  else if (media.category === 'tweet_gif') await checkGif(bytes, media)
  else if (typeOf(bytes) !== media.mimeType) throw invalid('media type unrecognized.', { id: [mediaId] })
  media.data = bytes.toString('base64')
  media.segments = {}
  // What moves is always looked at after the answer.
  const processingSeconds = Math.max(server.state.processingSeconds, media.category === 'tweet_image' ? 0 : 1)
  if (processingSeconds > 0) media.readyAt = server.world.now().add({ seconds: processingSeconds }).toString()
  server.world.changed()
  return { data: { ...described(media), ...processing(server, media) } }
}

async function checkFilm(bytes: Uint8Array, media: Media): Promise<void> {
  const film = await filmFacts(bytes)
  const refuse = (what: string) => invalid(`InvalidMedia: ${what}`, { id: [media.id] })
  if (!film || film.mimeType !== media.mimeType) throw refuse('Unsupported video format.')
  if (film.videoCodec !== 'avc' || (film.audioCodec !== undefined && film.audioCodec !== 'aac')) throw refuse('Unsupported codec.')
  if (film.seconds < 0.5 || film.seconds > 140.1) throw refuse('Duration too short or too long.')
  const [short, long] = [Math.min(film.width, film.height), Math.max(film.width, film.height)]
  if (short < 32 || long > 1280 || long / short > 3) throw refuse('Dimensions are not supported.')
  if (film.framesPerSecond > 60.5) throw refuse('Frame rate too high.')
  media.seconds = film.seconds
}

/** From X's best practices for media. */
const gif = { width: 1280, height: 1080, frames: 350 }

async function checkGif(bytes: Uint8Array, media: Media): Promise<void> {
  const picture = await pictureFacts(bytes)
  const refuse = (what: string) => invalid(`InvalidMedia: ${what}`, { id: [media.id] })
  if (picture?.format !== 'gif') throw refuse('Not a GIF.')
  if (picture.width > gif.width || picture.height > gif.height) throw refuse('Dimensions are not supported.')
  if (picture.frames > gif.frames) throw refuse('Too many frames.')
}

/** What the bytes are, not what was said. */
function typeOf(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 12).toString('latin1')
  if (start.startsWith('\u0089PNG')) return 'image/png'
  if (start.startsWith('\u00FF\u00D8\u00FF')) return 'image/jpeg'
  if (start.startsWith('GIF8')) return 'image/gif'
  return start.startsWith('RIFF') && start.endsWith('WEBP') ? 'image/webp' : undefined
}

function described(media: Media) {
  return { id: media.id, media_key: keyOf(media), size: media.totalBytes, expires_after_secs: keptSeconds }
}

/** pending at first, then in_progress, then succeeded; nothing is said where nothing had to be done. */
function processing({ world }: Server, { readyAt }: Media) {
  if (readyAt === undefined) return {}
  const left = Temporal.Instant.from(readyAt).since(world.now()).total('seconds')
  if (left <= 0) return { processing_info: { state: 'succeeded', progress_percent: 100 } }
  return {
    processing_info: {
      state: left > 1 ? 'pending' : 'in_progress',
      check_after_secs: Math.ceil(left),
      progress_percent: left > 1 ? 0 : 50,
    },
  }
}

const Status = z.strictObject({ media_id: id, command: z.literal('STATUS').optional() })

/** `GET /2/media/upload`: how far it is. */
export function mediaStatus(asked: Asked): Json {
  const { media_id: mediaId } = query(asked, Status)
  const media = ownMedia(asked, { mediaId, limit: 'mediaStatus' })
  if (media.data === undefined) throw invalid('The media was not finalized.', { media_id: [mediaId] })
  return { data: { ...described(media), ...processing(asked.server, media) } }
}

const Metadata = z.strictObject({
  id,
  metadata: z.strictObject({
    alt_text: z.strictObject({ text: z.string().refine((text) => Array.from(text).length <= 1000, 'Too long.') }),
  }),
})

/** `POST /2/media/metadata`: what it shows, for those who do not see it. */
export function describeMedia(asked: Asked): Json {
  const { id: mediaId, metadata } = input(asked, Metadata)
  const media = ownMedia(asked, { mediaId, limit: 'metadata' })
  charge(asked.server, 'metadata')
  media.alt = metadata.alt_text.text
  asked.server.world.changed()
  return { data: { id: mediaId, associated_metadata: metadata } }
}

interface Wanted {
  readonly mediaId: string
  readonly limit: keyof typeof limits
}

function ownMedia(asked: Asked, { mediaId, limit }: Wanted): Media {
  const owner = signedIn(asked, ['media.write'])
  spend(asked, limits[limit], owner.id)
  const media = usableMedia(asked.server, owner.id, mediaId)
  if (!media) throw invalid('Your media IDs are invalid.', { 'media.media_ids': [mediaId] })
  return media
}

/** Media of this person that has not expired; used media stays. */
export function usableMedia({ state, world }: Server, ownerId: string, mediaId: string): Media | undefined {
  const media = state.media.find((each) => each.id === mediaId && each.ownerId === ownerId)
  return media && Temporal.Instant.compare(media.expiresAt, world.now()) > 0 ? media : undefined
}

export function isReady({ world }: Server, { data, readyAt }: Media): boolean {
  return data !== undefined && (readyAt === undefined || Temporal.Instant.compare(readyAt, world.now()) <= 0)
}

/** The picture's bytes at the address that the API and the pages give. */
export function mediaAnswer({ state }: Server, mediaId: string): Response | undefined {
  const media = state.media.find((each) => each.id === mediaId)
  if (media?.data === undefined) return undefined
  const headers = {
    'content-type': media.mimeType,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'public, max-age=86400',
  }
  return new Response(Buffer.from(media.data, 'base64'), { headers })
}
