import { inSeconds, isOver } from '../stand-in-time.ts'
import { creatorOf, personWith, type Publish, type Server, type Upload } from './stand-in-state.ts'
import { readFilm } from './stand-in-video.ts'
import type { Asked } from './stand-in-wire.ts'

/** Whose upload an address belongs to. */
export function uploadAt({ state }: Pick<Server, 'state'>, url: URL): (Publish & { readonly upload: Upload }) | undefined {
  const publish = state.publishes.find(({ id }) => id === url.searchParams.get('upload_id'))
  if (!publish?.upload || publish.upload.token !== url.searchParams.get('upload_token')) return undefined
  return { ...publish, upload: publish.upload }
}

/** `PUT {upload_url}`: one chunk after the other. 206 while more is to come, 201 for the last. */
export async function receiveChunk(asked: Asked): Promise<Response> {
  const { server, headers, body, url } = asked
  const publish = server.state.publishes.find(({ id }) => id === uploadAt(server, url)?.id)
  const { upload } = publish ?? {}
  if (!publish || !upload) return say(404, 'The upload does not exist.')
  if (isOver(server, upload.until)) return say(403, 'The upload_url has expired.')
  const type = headers.get('content-type') ?? ''
  if (!/^video\/(?:mp4|quicktime|webm)$/.test(type)) return say(400, 'Unsupported Content-Type.')
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get('content-range') ?? '')
  if (!range) return say(400, 'Content-Range is missing.')
  const [first = 0, last = 0, total = 0] = range.slice(1).map(Number)
  if (headers.get('content-length') !== String(body.length)) return say(400, 'Content-Length is missing.')
  if (total !== upload.size || last - first + 1 !== body.length) return say(416, 'Content-Range does not match the upload.')
  // What has arrived already is taken again, and changes nothing.
  const number = upload.received.length
  if (first < number * upload.chunkSize && last < upload.bytes) return answerFor(upload)
  const expected = number === upload.chunks - 1 ? upload.size : (number + 1) * upload.chunkSize
  if (first !== number * upload.chunkSize || last + 1 !== expected) return say(416, 'Chunks must be uploaded sequentially.')
  upload.received.push(Buffer.from(body).toString('base64'))
  upload.bytes = last + 1
  upload.mimeType = type
  if (upload.bytes === upload.size) await finish(server, publish, upload)
  server.world.changed()
  return answerFor(upload)
}

async function finish(server: Server, publish: Publish, upload: Upload): Promise<void> {
  const bytes = new Uint8Array(Buffer.concat(upload.received.map((chunk) => Buffer.from(chunk, 'base64'))))
  // Their number says how far it got; what was in them is the film now.
  upload.received = upload.received.map(() => '')
  const { maxSeconds } = creatorOf(server, personWith(server, publish.personId))
  const found = await readFilm(bytes, publish.mode === 'post' ? maxSeconds : 600)
  const failed = 'failed' in found ? found.failed : server.settings.spoil()
  if (failed !== undefined) publish.failed = failed
  if ('film' in found) publish.film = found.film
  publish.readyAt = inSeconds(server, server.settings.processingSeconds)
}

function answerFor({ bytes, size }: Upload): Response {
  return new Response(null, { status: bytes === size ? 201 : 206, headers: { 'content-range': `bytes 0-${bytes - 1}/${size}` } })
}

function say(status: number, message: string): Response {
  return Response.json({ message }, { status })
}
