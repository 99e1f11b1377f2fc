import { z } from 'zod'

import type { Json } from '#kit/json'

import { filmFacts } from '../stand-in-facts.ts'
import { newSecret } from '../stand-in-ids.ts'
import { inSeconds, isOver } from '../stand-in-time.ts'
import { type Film, type Media, newId, type Server } from './stand-in-state.ts'
import { type Asked, notThere, readJson, readQuery, type Signed } from './stand-in-wire.ts'

const hour = 60 * 60

/** `POST /v5/media`: where a film is uploaded, and what with. */
export function registerMedia(asked: Signed): Json {
  const { server, grant } = asked
  const { media_type } = readJson(asked, z.strictObject({ media_type: z.literal('video') }))
  const id = newId()
  const key = `uploads/${newSecret('', 12)}/${id}`
  const media: Media = { id, personId: grant.personId, key, policy: newSecret('', 60), until: inSeconds(server, hour), failed: false }
  server.state.media.push(media)
  server.world.changed()
  return { media_id: id, media_type, upload_url: `${server.world.origin}/upload/`, upload_parameters: parametersOf(media) }
}

function parametersOf({ key, policy }: Media): Readonly<Record<string, string>> {
  return {
    'x-amz-data': '20261129T000000Z',
    'x-amz-signature': policy.slice(0, 20),
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    key,
    policy,
    'Content-Type': 'multipart/form-data',
  }
}

/** `GET /v5/media/{media_id}` @throws ApiError (404) */
export function getMedia(asked: Signed, id: string): Json {
  const { server, grant } = asked
  readQuery(asked, z.strictObject({}))
  const media = server.state.media.find((each) => each.id === id && each.personId === grant.personId)
  if (!media) throw notThere('Media upload')
  return { media_id: id, media_type: 'video', status: statusOf(server, media) }
}

function statusOf(server: Server, { readyAt, failed }: Media): 'registered' | 'processing' | 'succeeded' | 'failed' {
  if (readyAt === undefined) return 'registered'
  if (!isOver(server, readyAt)) return 'processing'
  return failed ? 'failed' : 'succeeded'
}

/** Whose film a form is about, by the key that was given for it. */
export function mediaIn({ state }: Pick<Server, 'state'>, body: Uint8Array): Media | undefined {
  const key = /name="key"\r\n\r\n([^\r]+)\r\n/.exec(Buffer.from(body.subarray(0, 8192)).toString('latin1'))?.[1]
  return state.media.find((each) => each.key === key)
}

/** `POST {upload_url}`: the store takes a form with all that was given, and the file as its last field; twice is no harm. */
export async function receiveFilm({ server, headers, body }: Asked): Promise<Response> {
  const media = mediaIn(server, body)
  const form = await formIn(headers, body)
  const file = form?.get('file')
  if (!media || !form || !(file instanceof File)) return xml(400, 'InvalidArgument')
  const names = [...form.keys()]
  if (names.at(-1) !== 'file') return xml(400, 'InvalidArgument')
  if (Object.entries(parametersOf(media)).some(([name, value]) => form.get(name) !== value)) return xml(403, 'AccessDenied')
  if (isOver(server, media.until)) return xml(403, 'AccessDenied')
  const found = await filmIn(new Uint8Array(await file.arrayBuffer()))
  media.failed = !found || server.settings.spoil()
  if (found) media.film = found
  media.readyAt = inSeconds(server, server.settings.processingSeconds)
  server.world.changed()
  return new Response(null, { status: 204 })
}

async function formIn(headers: Headers, body: Uint8Array): Promise<FormData | undefined> {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': headers.get('content-type') ?? '' } }).formData()
  } catch {
    return undefined // It is no form.
  }
}

/** What Pinterest makes of the file; nothing where it would fail. */
async function filmIn(bytes: Uint8Array): Promise<Film | undefined> {
  const facts = await filmFacts(bytes)
  if (!facts || !mimeTypes.has(facts.mimeType) || !codecs.has(facts.videoCodec ?? '')) return undefined
  const { mimeType, seconds, width, height } = facts
  const shape = width / height
  if (seconds < 3.9 || seconds > 900.5 || Math.min(width, height) < 240 || shape < 0.49 || shape > 1.92) return undefined
  return { data: bytes.length > keptBytes ? '' : Buffer.from(bytes).toString('base64'), mimeType, seconds, width, height }
}

/** A larger film is not kept to be looked at. */
const keptBytes = 8 * 1024 * 1024
const mimeTypes = new Set(['video/mp4', 'video/quicktime'])
const codecs = new Set(['avc', 'hevc'])

function xml(status: number, code: string): Response {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`
  return new Response(body, { status, headers: { 'content-type': 'application/xml' } })
}
