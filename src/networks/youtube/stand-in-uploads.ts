import { z } from 'zod'

import { filmFacts } from '../stand-in-facts.ts'
import { signedIn } from './stand-in-access.ts'
import { asSnippet, asStatus, longestSeconds, partsOf, SnippetBody, StatusBody } from './stand-in-metadata.ts'
import { spendUpload } from './stand-in-quota.ts'
import { asVideo } from './stand-in-resources.ts'
import type { Person, Upload, Video } from './stand-in-state.ts'
import { type Asked, badRequest, input, nowOf, query, randomId, refused, type Server } from './stand-in-wire.ts'

const mostBytes = 256 * 1024 ** 3
const keptDays = 7
const unit = 256 * 1024

const Start = z.strictObject({
  uploadType: z.literal('resumable'),
  part: z.string(),
  notifySubscribers: z.enum(['true', 'false']).optional(),
})

const Body = z.strictObject({ snippet: SnippetBody.optional(), status: StatusBody.optional() })

/** `POST /upload/youtube/v3/videos`: says what will come, and answers where to send it. */
export function startUpload(asked: Asked): Response {
  const { server, request, url } = asked
  const person = signedIn(asked, 'upload')
  const { part, notifySubscribers } = query(asked, Start)
  const parts = partsOf(part, ['snippet', 'status', 'contentDetails', 'id', 'localizations', 'recordingDetails'])
  const body = input(asked, Body)
  for (const name of ['snippet', 'status'] as const) {
    if (body[name] !== undefined && !parts.includes(name)) {
      throw refused(400, { reason: 'unexpectedPart', message: name, domain: 'youtube.part', location: 'part' })
    }
  }
  const { bytes, mimeType } = announced(request.headers)
  const snippet = asSnippet(body.snippet ?? {}, { mustHaveCategory: false })
  const status = asStatus(body.status ?? {})
  spendUpload(server)
  mayUpload(server, person)
  const upload: Upload = {
    id: `A${randomId(150)}`,
    channelId: person.id,
    snippet,
    status,
    notify: notifySubscribers !== 'false',
    mimeType,
    bytes,
    pieces: [],
    received: 0,
    expiresAt: server.world
      .now()
      .add({ hours: keptDays * 24 })
      .toString(),
  }
  server.state.uploads.push(upload)
  server.world.changed()
  const location = new URL(url)
  location.searchParams.set('upload_id', upload.id)
  return new Response(null, { headers: { location: location.href, 'x-guploader-uploadid': upload.id, 'content-length': '0' } })
}

function announced(headers: Headers): Pick<Upload, 'bytes' | 'mimeType'> {
  const bytes = Number(headers.get('x-upload-content-length') ?? Number.NaN)
  const mimeType = headers.get('x-upload-content-type') ?? ''
  if (!Number.isInteger(bytes) || bytes < 0) throw badRequest('badRequest', 'X-Upload-Content-Length is missing or wrong.')
  if (!/^video\/|^application\/octet-stream$/.test(mimeType))
    throw badRequest('badContent', `Media type '${mimeType}' is not supported. Valid media types: [video/*, application/octet-stream]`)
  if (bytes > mostBytes) throw refused(413, { reason: 'uploadTooLarge', message: 'The video is too large.' })
  return { bytes, mimeType }
}

/** Each channel may upload so many videos in 24 hours. */
function mayUpload({ state, world }: Server, { id }: Person): void {
  const since = world.now().subtract({ hours: 24 })
  const recent = state.videos.filter(({ channelId, publishedAt }) => channelId === id && Temporal.Instant.compare(publishedAt, since) > 0)
  if (world.rateLimits !== false && recent.length >= state.channelUploads) {
    throw badRequest('uploadLimitExceeded', 'The user has exceeded the number of videos they may upload.')
  }
}

/** `PUT` to the address of an upload: a piece of the film, or the question how much has come. */
export async function continueUpload(asked: Asked): Promise<Response> {
  const { server, request, url, body } = asked
  const person = signedIn(asked, 'upload')
  const upload = server.state.uploads.find(({ id }) => id === url.searchParams.get('upload_id'))
  const isKnown = upload && upload.channelId === person.id && Temporal.Instant.compare(upload.expiresAt, server.world.now()) > 0
  if (!isKnown) return new Response('Not Found', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } })
  if (upload.videoId !== undefined) return finished(server, upload)
  const range = rangeIn(request.headers.get('content-range') ?? `bytes 0-${body.length - 1}/${upload.bytes}`)
  if (!range || range.total !== upload.bytes) throw badRequest('badRequest', 'Failed to parse Content-Range header.')
  if (range.from !== undefined) takePiece(server, upload, { ...range, from: range.from, body })
  if (upload.received < upload.bytes) return incomplete(upload)
  await complete(server, upload)
  return finished(server, upload)
}

function rangeIn(header: string): { readonly from?: number; readonly to?: number; readonly total: number } | undefined {
  const [, from, to, total] = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+)$/.exec(header) ?? []
  if (total === undefined) return undefined
  return from === undefined ? { total: Number(total) } : { from: Number(from), to: Number(to), total: Number(total) }
}

interface Piece {
  readonly from: number
  readonly to?: number
  readonly body: Uint8Array
}

/** Pieces come in order and without gaps; all but the last are a multiple of 256 KiB. */
function takePiece(server: Server, upload: Upload, { from, to = 0, body }: Piece): void {
  if (to - from + 1 !== body.length) throw badRequest('badRequest', 'Content-Range does not match the length of the body.')
  if (from !== upload.received) throw badRequest('badRequest', `Invalid request. The next byte expected is ${upload.received}.`)
  if (to + 1 > upload.bytes) throw badRequest('badRequest', 'There are more bytes than announced.')
  if (to + 1 < upload.bytes && body.length % unit !== 0) {
    throw badRequest(
      'badRequest',
      'Invalid request. The number of bytes uploaded is required to be equal or greater than 262144, except for the final request (it’s recommended to be the exact multiple of 262144).',
    )
  }
  upload.pieces.push(Buffer.from(body).toString('base64'))
  upload.received += body.length
  server.world.changed()
}

function incomplete({ received }: Upload): Response {
  const headers: Record<string, string> = { 'content-length': '0' }
  if (received > 0) headers['range'] = `bytes=0-${received - 1}`
  return new Response(null, { status: 308, headers })
}

/** All has come: a video is made of it, which is then processed. */
async function complete(server: Server, upload: Upload): Promise<void> {
  const { state, world } = server
  const bytes = Buffer.concat(upload.pieces.map((piece) => Buffer.from(piece, 'base64')))
  const facts = bytes.length === 0 ? undefined : await filmFacts(bytes)
  const person = state.people.find(({ id }) => id === upload.channelId)
  const isTooLong = person !== undefined && facts !== undefined && facts.seconds > longestSeconds(person)
  const locked = !state.audited
  const video: Video = {
    id: randomId(11),
    channelId: upload.channelId,
    snippet: upload.snippet,
    status: { ...upload.status, ...(locked ? { privacyStatus: 'private' } : {}) },
    locked,
    film: { mimeType: upload.mimeType, data: bytes.toString('base64') },
    ...(facts
      ? { facts: { seconds: facts.seconds, width: facts.width, height: facts.height } }
      : { failure: bytes.length === 0 ? 'emptyFile' : 'invalidFile' }),
    ...(isTooLong ? { rejection: 'length' } : {}),
    notified: upload.notify && !locked && upload.status.privacyStatus === 'public',
    publishedAt: nowOf(server),
    processedAt: world.now().add({ seconds: state.processingSeconds }).toString(),
  }
  state.videos.unshift(video)
  upload.videoId = video.id
  upload.pieces = []
  world.changed()
}

function finished(server: Server, upload: Upload): Response {
  const video = server.state.videos.find(({ id }) => id === upload.videoId)
  if (!video) return new Response('Not Found', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } })
  return Response.json(asVideo(server, video, ['snippet', 'status']), { status: 200 })
}
