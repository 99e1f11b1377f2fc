import { type Readable, pipeline } from 'node:stream'

import type { Head, Hop } from './http-exchange.ts'
import { RequestFailure } from './request-failure.ts'

interface Context {
  readonly maxBytes: number
  readonly redirected: boolean
  fail(error: unknown, url: URL): RequestFailure
  /** All is read, or will never be. */
  finish(): void
}

/** The response as fetch would give it, its body limited in size. */
export async function answer(head: Head, hop: Hop, context: Context): Promise<Response> {
  try {
    if (head.status > 599) throw new Error(`status ${head.status} has no meaning`)
    const body = await readableBody(head, hop, context)
    const statusText = /^[\t\x20-\x7e\x80-\xff]*$/.test(head.statusText) ? head.statusText : ''
    const response = new Response(body, { status: head.status, statusText, headers: head.headers })
    Object.defineProperties(response, { url: { value: hop.url.href.replace(/#.*/, '') }, redirected: { value: context.redirected } })
    return response
  } catch (error) {
    head.body.destroy()
    throw error
  }
}

async function readableBody(head: Head, hop: Hop, context: Context): Promise<ReadableStream<Uint8Array> | null> {
  if (hop.method === 'HEAD' || head.status === 204 || head.status === 205 || head.status === 304) {
    context.finish()
    head.body.resume()
    return null
  }
  if (Number(head.headers.get('content-length') ?? 0) > context.maxBytes) throw tooLarge(hop.url, context.maxBytes)
  return measured(await decoded(head), hop.url, context)
}

async function decoded({ headers, body }: Head): Promise<Readable> {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity'
  if (encoding === 'identity' || encoding === '') return body
  const zlib = await import('node:zlib')
  const decoders = { gzip: zlib.createGunzip, 'x-gzip': zlib.createGunzip, deflate: zlib.createInflate, br: zlib.createBrotliDecompress }
  const decoder = Object.entries(decoders).find(([name]) => name === encoding)?.[1]()
  if (!decoder) return body
  // The reader of the decoded side is told of every error.
  return pipeline(body, decoder, () => undefined)
}

/** The body as the caller reads it, counted after decompression. */
function measured(source: Readable, url: URL, context: Context): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = source[Symbol.asyncIterator]()
  let size = 0
  return new ReadableStream<Uint8Array>(
    {
      async pull(reader) {
        try {
          const next = await chunks.next()
          if (next.done) {
            context.finish()
            return reader.close()
          }
          size += next.value.length
          if (size > context.maxBytes) throw tooLarge(url, context.maxBytes)
          reader.enqueue(next.value)
        } catch (error) {
          source.destroy()
          reader.error(context.fail(error, url))
        }
      },
      cancel() {
        context.finish()
        source.destroy()
      },
    },
    { highWaterMark: 0 },
  )
}

function tooLarge(url: URL, maxBytes: number): RequestFailure {
  return new RequestFailure(`${url.host} answered with more than ${maxBytes} bytes.`, { stage: 'too-large', sent: true })
}
