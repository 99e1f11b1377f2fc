import type { Agent, buildConnector } from 'undici'

import { checkSpelling, checkUrl, type Resolve, resolveSafely, systemResolve } from './addresses.ts'
import { answer } from './http-answer.ts'
import { asFailure, exchange, type Hop, type Trip } from './http-exchange.ts'
import { RequestFailure } from './request-failure.ts'
import { version } from './version.ts'

export { cut, redact } from './redact.ts'
export { RequestFailure, requestFailureIn } from './request-failure.ts'

export interface GuardOptions {
  /** Exact origins (scheme, host, port) that may be plain http and on private addresses: self-hosted servers, tests. A set is looked at with each request, so that it may grow. */
  readonly allowOrigins?: readonly string[] | ReadonlySet<string>
  /** Largest answer, after decompression. */
  readonly maxBytes?: number
  /** In milliseconds. `headers`: from the last byte sent to the head of the answer; `idle`: between two pieces of the answer; `total`: everything, redirects and reading included. */
  readonly limits?: Partial<Limits>
  readonly resolve?: Resolve
}

interface Limits {
  readonly connect: number
  readonly headers: number
  readonly idle: number
  readonly total: number
}

interface Guard {
  readonly allowOrigins: ReadonlySet<string>
  readonly maxBytes: number
  readonly limits: Limits
  readonly resolve: Resolve
  readonly agent: () => Promise<Agent>
}

/** What a caller may add to a request, beside what `fetch` knows. */
interface Guarded extends RequestInit {
  /** Asked in the last moment before the first byte of each request is written; where it says no, none leaves. */
  readonly mayLeave?: () => boolean
}

const usualLimits: Limits = { connect: 10_000, headers: 30_000, idle: 30_000, total: 120_000 }
const maxRedirects = 5

/** A drop-in for fetch that asks public https addresses only, within limits of time and size, and says of every failure whether the request may have arrived. */
export function guardedFetch(options: GuardOptions = {}): typeof globalThis.fetch {
  let agent: Promise<Agent> | undefined
  const guard: Guard = {
    allowOrigins: asSet(options.allowOrigins ?? []),
    maxBytes: options.maxBytes ?? 10 * 1024 * 1024,
    limits: { ...usualLimits, ...options.limits },
    resolve: options.resolve ?? systemResolve,
    agent: () => (agent ??= makeAgent(guard)),
  }
  return async (input, init?: Guarded) => {
    const request = asRequest(input, init)
    const overtime = new AbortController()
    const timer = setTimeout(() => overtime.abort(), guard.limits.total)
    const signal = AbortSignal.any([request.signal, overtime.signal])
    const trip: Trip = { stage: 'refused', sent: false, signal, mayLeave: init?.mayLeave ?? always }
    const call: Call = {
      guard,
      trip,
      fail: (error, url) => {
        clearTimeout(timer)
        return asFailure(error, trip, { host: url.host, totalOver: overtime.signal.aborted && !request.signal.aborted })
      },
      finish: () => clearTimeout(timer),
    }
    return travel(request, call)
  }
}

function always(): true {
  return true
}

function asSet(origins: readonly string[] | ReadonlySet<string>): ReadonlySet<string> {
  return 'has' in origins ? origins : new Set(origins.map((origin) => new URL(origin).origin))
}

interface Call {
  readonly guard: Guard
  readonly trip: Trip
  fail(error: unknown, url: URL): RequestFailure
  finish(): void
}

function asRequest(input: RequestInfo | URL, init: RequestInit | undefined): Request {
  try {
    // A streaming body wants this word; it changes nothing for the others.
    const streamable: RequestInit & { duplex: 'half' } = { ...init, duplex: 'half' }
    const request = new Request(input, streamable)
    if (typeof input === 'string') checkSpelling(input, new URL(request.url))
    return request
  } catch (cause) {
    if (cause instanceof RequestFailure) throw cause
    throw new RequestFailure(`This request cannot be made: ${String(cause)}`, { stage: 'refused', sent: false, cause })
  }
}

async function travel(request: Request, call: Call): Promise<Response> {
  let url = new URL(request.url)
  try {
    let hop = await firstHop(request, { url, signal: call.trip.signal })
    for (let redirects = 0; ; redirects += 1) {
      url = hop.url
      checkUrl(url, call.guard.allowOrigins)
      call.trip.signal.throwIfAborted()
      const head = await exchange(await call.guard.agent(), hop, call.trip)
      const location = redirectStatuses.has(head.status) && request.redirect !== 'manual' ? head.headers.get('location') : null
      if (location === null) return await answer(head, hop, { ...call, maxBytes: call.guard.maxBytes, redirected: redirects > 0 })
      head.body.destroy()
      if (request.redirect === 'error') throw refused(`${url.host} answered with a redirect.`)
      if (redirects >= maxRedirects) throw refused(`${url.host} redirects too often.`)
      hop = nextHop(hop, head.status, location)
    }
  } catch (error) {
    throw call.fail(error, url)
  }
}

async function firstHop(request: Request, { url, signal }: { url: URL; signal: AbortSignal }): Promise<Hop> {
  const headers = new Headers(request.headers)
  for (const name of connectionHeaders) headers.delete(name)
  for (const [name, value] of Object.entries({
    accept: '*/*',
    'accept-encoding': 'gzip, deflate, br',
    'user-agent': `Hearth/${version}`,
  })) {
    if (!headers.has(name)) headers.set(name, value)
  }
  const body = request.body ? await gather(request.body, { signal, lengthKnown: headers.has('content-length') }) : undefined
  if (body instanceof Uint8Array || (!body && bodyMethods.has(request.method))) headers.set('content-length', String(body?.length ?? 0))
  return { url, method: request.method, headers, body }
}

/** These belong to the connection, which is ours; `host` would also change the name that TLS checks. */
const connectionHeaders = [
  'host',
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'expect',
  'te',
  'trailer',
]
const bodyMethods = new Set(['POST', 'PUT', 'PATCH'])
const redirectStatuses = new Set([301, 302, 303, 307, 308])
const replayBytes = 8 * 1024 * 1024

/** Small bodies whole, so that they have a length and survive a redirect; large ones and those of announced length as they come. */
async function gather(
  stream: ReadableStream<Uint8Array>,
  { signal, lengthKnown }: { signal: AbortSignal; lengthKnown: boolean },
): Promise<Uint8Array | AsyncIterable<Uint8Array>> {
  const chunks: Uint8Array[] = []
  const reader = stream.getReader()
  // A source that says nothing more must not hold the request beyond its time.
  signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined), { once: true })
  if (lengthKnown) return rest(chunks, reader)
  for (let size = 0; size <= replayBytes;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks)
    chunks.push(value)
    size += value.length
  }
  return rest(chunks, reader)
}

async function* rest(chunks: Uint8Array[], reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
}

function nextHop(from: Hop, status: number, location: string): Hop {
  if (!URL.canParse(location, from.url)) throw refused(`${from.url.host} redirects to an address that cannot be read.`)
  const url = new URL(location, from.url)
  checkSpelling(URL.canParse(location) ? location : url.href, url)
  const headers = new Headers(from.headers)
  const becomesGet = status === 303 ? from.method !== 'HEAD' : status < 303 && from.method === 'POST'
  if (becomesGet) for (const name of [...headers.keys()].filter((key) => key.startsWith('content-'))) headers.delete(name)
  if (url.origin !== from.url.origin) for (const name of ['authorization', 'proxy-authorization', 'cookie', 'dpop']) headers.delete(name)
  if (becomesGet) return { url, method: 'GET', headers, body: undefined }
  if (from.body && !(from.body instanceof Uint8Array)) throw refused(`${from.url.host} redirects an upload that cannot be sent twice.`)
  return { url, method: from.method, headers, body: from.body }
}

function refused(message: string): RequestFailure {
  return new RequestFailure(message, { stage: 'refused', sent: false })
}

async function makeAgent(guard: Guard): Promise<Agent> {
  const undici = await import('undici')
  return new undici.Agent({
    allowH2: false,
    connect: connector(guard, undici.buildConnector),
    headersTimeout: guard.limits.headers,
    bodyTimeout: guard.limits.idle,
    maxOrigins: 500,
  })
}

/** Connects to the very addresses that were checked; the name stays for TLS and for the Host header. */
function connector(guard: Guard, build: typeof buildConnector): buildConnector.connector {
  const [anywhere, publicOnly] = [true, false].map((privateAllowed) =>
    build({
      timeout: guard.limits.connect,
      allowH2: false,
      lookup: (hostname, { all }, done) => {
        resolveSafely(hostname, guard.resolve, privateAllowed).then(
          (addresses) => (all ? done(null, [...addresses]) : done(null, addresses[0]?.address ?? '', addresses[0]?.family)),
          (error: Error) => done(error, ''),
        )
      },
    }),
  )
  return (options, callback) => {
    const { origin } = new URL(`${options.protocol}//${options.host ?? options.hostname}`)
    const connect = guard.allowOrigins.has(origin) ? anywhere : publicOnly
    connect?.(options, callback)
  }
}
