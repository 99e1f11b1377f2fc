import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'

import type { AwsV4Signer } from 'aws4fetch'

import { cut, redact } from './redact.ts'
import { type BlobStore, checkKey, type Range, readAll, StorageFull, type StoredBlob } from './storage.ts'

export interface S3Config {
  /** Without the bucket, e.g. https://s3.example.com */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKey: string
  readonly secretKey: string
  readonly fetch?: typeof globalThis.fetch
}

/** Blobs in a bucket of any S3 store, addressed by path. Content of unknown length is held in memory while it is sent. */
export function s3Storage(config: S3Config): BlobStore {
  return {
    put: async (key, content, about = {}) => {
      const known = content instanceof Uint8Array || about.bytes === undefined ? await wholeBody(content) : streamBody(content, about.bytes)
      const headers = { ...known.headers, ...(about.mimeType && { 'content-type': about.mimeType }) }
      await ask(config, key, { method: 'PUT', headers, body: known.body })
      return known.bytes
    },
    putFile: async (key, path, { mimeType, bytes }) => {
      const known = streamBody(createReadStream(path), bytes)
      await ask(config, key, {
        method: 'PUT',
        headers: { ...known.headers, ...(mimeType && { 'content-type': mimeType }) },
        body: known.body,
      })
    },
    get: async (key, range) => storedBlob(await ask(config, key, { method: 'GET', headers: asked(range) })),
    getFile: (key, path) => getInPieces(config, key, path),
    delete: async (key) => void (await ask(config, key, { method: 'DELETE' })),
    exists: async (key) => (await ask(config, key, { method: 'HEAD' })) !== undefined,
  }
}

/** An answer of the store is limited in size, so that a large blob comes in pieces. */
const piece = 16 * 1024 * 1024

async function getInPieces(config: S3Config, key: string, path: string): Promise<boolean> {
  const head = await ask(config, key, { method: 'HEAD' })
  if (!head) return false
  const bytes = Number(head.headers.get('content-length') ?? 0)
  const file = await open(path, 'wx', 0o600)
  try {
    for (let from = 0; from < bytes; from += piece) {
      const answer = await ask(config, key, { method: 'GET', headers: asked({ from, to: Math.min(from + piece, bytes) }) })
      if (!answer) return false
      await file.writeFile(new Uint8Array(await answer.arrayBuffer()))
    }
    return true
  } finally {
    await file.close()
  }
}

/** RFC 9110: the last byte is included. */
function asked(range: Range | undefined): Record<string, string> {
  return range ? { range: `bytes=${range.from}-${range.to - 1}` } : {}
}

interface Ask {
  readonly method: string
  readonly headers?: Record<string, string>
  readonly body?: Uint8Array<ArrayBuffer> | AsyncIterable<Uint8Array>
}

async function wholeBody(content: Uint8Array | AsyncIterable<Uint8Array>) {
  const body = new Uint8Array(content instanceof Uint8Array ? content : await readAll(content))
  return { body, bytes: body.length, headers: { 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') } }
}

function streamBody(body: AsyncIterable<Uint8Array>, bytes: number) {
  return { body, bytes, headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', 'content-length': String(bytes) } }
}

/** The answer, or undefined where there is nothing of this key. */
async function ask(config: S3Config, key: string, { method, headers = {}, body }: Ask): Promise<Response | undefined> {
  checkKey(key)
  const signed = await sign(config, key, { method, headers })
  const init: RequestInit & { duplex: 'half' } = { method, headers: signed.headers, duplex: 'half' }
  if (body) init.body = body instanceof Uint8Array ? body : asStream(body)
  const response = await (config.fetch ?? globalThis.fetch)(signed.url, init)
  if (response.ok) return response
  const answer = await response.text()
  if (response.status === 404 && method !== 'PUT' && !answer.includes('NoSuchBucket')) return undefined
  const trouble = new Error(`The S3 store answered ${response.status} to ${method}: ${cut(redact(answer), 300)}`)
  throw response.status === 507 || answer.includes('QuotaExceeded') ? new StorageFull(trouble) : trouble
}

async function sign(
  config: S3Config,
  key: string,
  { method, headers }: Required<Omit<Ask, 'body'>>,
): Promise<Awaited<ReturnType<AwsV4Signer['sign']>>> {
  const aws = await import('aws4fetch')
  const url = `${config.endpoint.replace(/\/$/, '')}/${config.bucket}/${key}`
  const { accessKey: accessKeyId, secretKey: secretAccessKey, region } = config
  return new aws.AwsV4Signer({ method, url, headers, accessKeyId, secretAccessKey, region, service: 's3' }).sign()
}

function storedBlob(response: Response | undefined): StoredBlob | undefined {
  if (!response) return undefined
  const stream = Readable.from(response.body ? chunksOf(response.body) : [], { objectMode: false })
  return { bytes: Number(response.headers.get('content-length') ?? 0), stream }
}

function asStream(content: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = content[Symbol.asyncIterator]()
  return new ReadableStream({
    pull: async (stream) => {
      const next = await chunks.next()
      if (next.done) stream.close()
      else stream.enqueue(next.value)
    },
    cancel: async () => void (await chunks.return?.()),
  })
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } finally {
    await reader.cancel()
  }
}
