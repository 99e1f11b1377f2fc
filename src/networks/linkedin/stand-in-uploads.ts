import { createHash } from 'node:crypto'

import { z } from 'zod'

import type { Json } from '#kit/json'

import { newSecret } from '../stand-in-ids.ts'
import { inSeconds, isOver, nowAt } from '../stand-in-time.ts'
import { type FileFacts, fileFacts, isSubRip } from './stand-in-files.ts'
import { rolesOf } from './stand-in-people.ts'
import { epochOf, personWith, type Server, type Upload } from './stand-in-state.ts'
import { type Asked, denied, notFound, onlyKnown, readJson, Refused, type Signed, wrongField } from './stand-in-wire.ts'

/** Videos are taken in parts of this size. */
const partBytes = 4 * 1024 * 1024
const largest = { image: 100 * 1024 * 1024, document: 100 * 1024 * 1024, video: 500 * 1024 * 1024 } as const
const smallestVideo = 75 * 1024
const mostPixels = 36_152_320

/** Whom this token may act for: the member, and organizations where the member has one of three roles. @throws Refused (403) */
export function mayWriteAs(asked: Signed, urn: string, operation: string): void {
  const { server, token } = asked
  if (urn === token.memberId && token.scopes.includes('w_member_social')) return
  const roles = ['ADMINISTRATOR', 'CONTENT_ADMINISTRATOR', 'CONTENT_ADMIN', 'DIRECT_SPONSORED_CONTENT_POSTER']
  const may = rolesOf(server, personWith(server, token.memberId)).some(
    ({ organization, role }) => organization.id === urn && roles.includes(role),
  )
  if (!may || !token.scopes.includes('w_organization_social')) throw denied(operation)
}

const Owned = z.strictObject({ initializeUploadRequest: z.strictObject({ owner: z.string() }) })
const OwnedVideo = z.strictObject({
  initializeUploadRequest: z.strictObject({
    owner: z.string(),
    fileSizeBytes: z.int().positive(),
    uploadCaptions: z.boolean(),
    uploadThumbnail: z.boolean(),
  }),
})
const Finalizing = z.strictObject({
  finalizeUploadRequest: z.strictObject({ video: z.string(), uploadToken: z.string(), uploadedPartIds: z.array(z.string()) }),
})

type Kind = Upload['kind']

/** `POST /rest/images|documents|videos?action=…` */
export async function actOnUploads(asked: Signed, kind: Kind): Promise<Response> {
  onlyKnown(asked, ['action'])
  const action = asked.url.searchParams.get('action')
  if (action === 'initializeUpload') return Response.json({ value: kind === 'video' ? beginVideo(asked) : beginFile(asked, kind) })
  if (action === 'finalizeUpload' && kind === 'video') return finalizeVideo(asked)
  throw new Refused(400, `Unknown action ${action ?? ''}`, { code: 'ILLEGAL_ARGUMENT' })
}

function beginFile(asked: Signed, kind: 'image' | 'document'): Json {
  const { owner } = readJson(asked, Owned).initializeUploadRequest
  mayWriteAs(asked, owner, `${kind}s.ACTION-initializeUpload`)
  const upload = addUpload(asked.server, { kind, owner, parts: [{ first: 0, last: largest[kind] - 1 }] })
  return { uploadUrlExpiresAt: epochOf(upload.expiresAt), uploadUrl: addressOf(asked.server, upload.parts[0]?.key), [kind]: upload.urn }
}

function beginVideo(asked: Signed): Json {
  const { owner, fileSizeBytes, uploadCaptions, uploadThumbnail } = readJson(asked, OwnedVideo).initializeUploadRequest
  mayWriteAs(asked, owner, 'videos.ACTION-initializeUpload')
  if (fileSizeBytes < smallestVideo || fileSizeBytes > largest.video)
    throw wrongField(`ERROR :: /fileSizeBytes :: ${fileSizeBytes} is out of range`)
  const count = Math.ceil(fileSizeBytes / partBytes)
  const parts = Array.from({ length: count }, (_, index) => ({
    first: index * partBytes,
    last: Math.min((index + 1) * partBytes, fileSizeBytes) - 1,
  }))
  const upload = addUpload(asked.server, { kind: 'video', owner, parts })
  if (uploadCaptions) upload.captions = { key: newSecret('cc-', 24) }
  if (uploadThumbnail) upload.thumbnail = { key: newSecret('th-', 24) }
  return {
    uploadUrlsExpireAt: epochOf(upload.expiresAt),
    video: upload.urn,
    uploadInstructions: upload.parts.map(({ key, first, last }) => ({
      uploadUrl: addressOf(asked.server, key),
      firstByte: first,
      lastByte: last,
    })),
    uploadToken: upload.uploadToken,
    ...(upload.captions ? { captionsUploadUrl: addressOf(asked.server, upload.captions.key) } : {}),
    ...(upload.thumbnail ? { thumbnailUploadUrl: addressOf(asked.server, upload.thumbnail.key) } : {}),
  }
}

interface NewUpload {
  readonly kind: Kind
  readonly owner: string
  readonly parts: readonly { readonly first: number; readonly last: number }[]
}

const day = 24 * 60 * 60

function addUpload(server: Server, { kind, owner, parts }: NewUpload): Upload {
  const upload: Upload = {
    urn: `urn:li:${kind}:${newSecret('C4E10AQ', 12)}`,
    kind,
    owner,
    parts: parts.map((part) => ({ ...part, key: newSecret('up-', 24), etag: '' })),
    uploadToken: kind === 'video' ? newSecret('AMs', 20) : '',
    expiresAt: inSeconds(server, day),
  }
  server.state.uploads.push(upload)
  server.world.changed()
  return upload
}

function addressOf({ world }: Server, key = ''): string {
  return `${world.origin}/dms-uploads/sp/v2/${key}?ut=stand-in`
}

/** `PUT` of bytes to an address that was given out, or `POST` of captions as a form. */
export async function takeBytes(asked: Asked): Promise<Response> {
  const { server, url, method, body } = asked
  const key = url.pathname.split('/').at(-1) ?? ''
  const upload = server.state.uploads.find(({ parts, captions, thumbnail }) =>
    [...parts, captions, thumbnail].some((each) => each?.key === key),
  )
  if (!upload) return new Response('Not Found', { status: 404 })
  if (isOver(server, upload.expiresAt)) return new Response('The upload URL has expired', { status: 403 })
  if (upload.captions?.key === key) return takeCaptions(asked, upload)
  if (method !== 'PUT') return new Response('Method Not Allowed', { status: 405 })
  if (upload.thumbnail?.key === key) return takeThumbnail(asked, upload)
  const part = upload.parts.find((each) => each.key === key)
  if (!part) return new Response('Not Found', { status: 404 })
  const length = part.last - part.first + 1
  const fits = upload.kind === 'video' ? body.length === length : body.length > 0 && body.length <= length
  if (!fits) return new Response(`Expected ${length} bytes, got ${body.length}`, { status: 400 })
  // Pictures and documents ask for the token once more; the parts of a film do not.
  if (upload.kind !== 'video' && !asked.headers.get('authorization')) return new Response('Unauthorized', { status: 401 })
  part.data = Buffer.from(body).toString('base64')
  part.etag = `/ambry-video/signedId/${createHash('sha256').update(body).digest('base64url')}`
  if (upload.kind !== 'video') await settle(server, upload, body)
  server.world.changed()
  return new Response(null, { status: upload.kind === 'video' ? 200 : 201, headers: { etag: `"${part.etag}"` } })
}

async function takeThumbnail({ server, headers, body }: Asked, upload: Upload): Promise<Response> {
  if (headers.get('media-type-family') !== 'STILLIMAGE') return new Response('media-type-family must be STILLIMAGE', { status: 400 })
  const facts = await fileFacts(body)
  if (facts?.mimeType !== 'image/jpeg' && facts?.mimeType !== 'image/png') return new Response('Unsupported Media Type', { status: 415 })
  upload.thumbnail = { key: upload.thumbnail?.key ?? '', data: Buffer.from(body).toString('base64') }
  server.world.changed()
  return new Response(null, { status: 201 })
}

const CaptionsMeta = z.strictObject({
  format: z.literal('SRT'),
  formattedForEasyReader: z.boolean(),
  largeText: z.boolean(),
  source: z.literal('USER_PROVIDED'),
  locale: z.strictObject({ variant: z.string().optional(), country: z.string().optional(), language: z.string().regex(/^[A-Z]{2,3}$/) }),
  transcriptType: z.literal('CLOSED_CAPTION'),
})

async function takeCaptions({ server, headers, body, method }: Asked, upload: Upload): Promise<Response> {
  if (method !== 'POST') return new Response('Method Not Allowed', { status: 405 })
  const type = headers.get('content-type') ?? ''
  if (!type.startsWith('multipart/form-data')) return new Response('Unsupported Media Type', { status: 415 })
  const form = await new Response(Buffer.from(body), { headers: { 'content-type': type } }).formData()
  const [meta, file] = [form.get('metadata'), form.get('file')]
  const isMeta = typeof meta === 'string' && CaptionsMeta.safeParse(JSON.parse(meta)).success
  const text = file instanceof Blob ? await file.text() : ''
  if (!isMeta || !isSubRip(text)) return new Response('Invalid captions', { status: 400 })
  upload.captions = { key: upload.captions?.key ?? '', data: Buffer.from(text).toString('base64') }
  server.world.changed()
  return new Response(null, { status: 201 })
}

/** Puts the parts together in the order in which they were named. */
async function finalizeVideo(asked: Signed): Promise<Response> {
  const { video, uploadToken, uploadedPartIds } = readJson(asked, Finalizing).finalizeUploadRequest
  const upload = asked.server.state.uploads.find(({ urn }) => urn === video)
  if (!upload) throw notFound(video)
  mayWriteAs(asked, upload.owner, 'videos.ACTION-finalizeUpload')
  if (upload.uploadToken !== uploadToken) throw wrongField('ERROR :: /uploadToken :: does not match')
  const isWhole = upload.parts.every(({ etag, data }, index) => data !== undefined && etag === uploadedPartIds[index])
  if (!isWhole || uploadedPartIds.length !== upload.parts.length)
    throw wrongField('ERROR :: /uploadedPartIds :: do not match the parts uploaded')
  const lacks = (upload.captions && upload.captions.data === undefined) || (upload.thumbnail && upload.thumbnail.data === undefined)
  if (lacks) throw wrongField('ERROR :: /video :: captions or thumbnail were announced and not uploaded')
  if (upload.readyAt === undefined) await settle(asked.server, upload, bytesOf(upload))
  asked.server.world.changed()
  return new Response(null, { status: 200 })
}

export function bytesOf({ parts }: Upload): Uint8Array {
  return Buffer.concat(parts.map(({ data = '' }) => Buffer.from(data, 'base64')))
}

/** All bytes are there: processing begins, and what it will come to is known here at once. */
async function settle(server: Server, upload: Upload, bytes: Uint8Array): Promise<void> {
  const facts = await fileFacts(bytes)
  const failed = server.settings.spoil(upload.kind) ?? wrongWithFile(upload.kind, facts)
  upload.readyAt = inSeconds(server, server.settings.processingSeconds)
  if (failed !== undefined) upload.failed = failed
  if (!facts) return
  upload.mimeType = facts.mimeType
  if (facts.kind !== 'document') Object.assign(upload, { width: facts.width, height: facts.height })
  if (facts.kind === 'film') upload.seconds = facts.seconds
  if (facts.kind === 'document' && facts.pages !== undefined) upload.pages = facts.pages
}

function wrongWithFile(kind: Kind, facts: FileFacts | undefined): string | undefined {
  const needed = { image: 'picture', video: 'film', document: 'document' } as const
  if (facts?.kind !== needed[kind]) return 'UNSUPPORTED_FORMAT'
  if (facts.kind === 'picture') return facts.width * facts.height >= mostPixels || facts.frames > 250 ? 'IMAGE_TOO_LARGE' : undefined
  if (facts.kind === 'film') return facts.seconds < 2.95 || facts.seconds > 1800.05 ? 'DURATION_OUT_OF_RANGE' : undefined
  return facts.pages !== undefined && (facts.pages < 1 || facts.pages > 300) ? 'PAGE_COUNT_OUT_OF_RANGE' : undefined
}

export function statusOf(server: Server, { readyAt, failed }: Upload): 'WAITING_UPLOAD' | 'PROCESSING' | 'PROCESSING_FAILED' | 'AVAILABLE' {
  if (readyAt === undefined) return 'WAITING_UPLOAD'
  if (!isOver(server, readyAt)) return 'PROCESSING'
  return failed === undefined ? 'AVAILABLE' : 'PROCESSING_FAILED'
}

/** `GET /rest/images|documents|videos/{urn}` */
export function readUpload(asked: Signed, urn: string): Json {
  const { server } = asked
  const upload = server.state.uploads.find((each) => each.urn === urn)
  if (!upload) throw notFound(urn)
  mayWriteAs(asked, upload.owner, `${upload.kind}s.GET`)
  const status = statusOf(server, upload)
  return {
    id: urn,
    owner: upload.owner,
    status,
    ...(status === 'PROCESSING_FAILED' ? { processingFailureReason: upload.failed ?? '' } : {}),
    ...(status === 'AVAILABLE' ? { downloadUrl: fileUrl(server, urn), downloadUrlExpiresAt: epochOf(nowAt(server)) + day * 1000 } : {}),
    ...(status === 'AVAILABLE' && upload.seconds !== undefined ? { duration: Math.round(upload.seconds * 1000) } : {}),
  }
}

/** Where people see the file. */
export function fileUrl({ world }: Server, urn: string): string {
  return `${world.webOrigin}/media/${urn.split(':').at(-1)}`
}
