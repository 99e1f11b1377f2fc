import { Readable } from 'node:stream'

import type { Dispatcher } from 'undici'

import { RequestFailure, type Stage } from './request-failure.ts'

/** One call of fetch, over all its redirects. */
export interface Trip {
  stage: Stage
  /** Once true it stays true, whatever happens on later hops. */
  sent: boolean
  /** Ends at the caller's wish or when the total time is over. */
  readonly signal: AbortSignal
  readonly mayLeave: () => boolean
}

/** One request of a trip: the first, or the next after a redirect. */
export interface Hop {
  readonly url: URL
  readonly method: string
  readonly headers: Headers
  readonly body: Uint8Array | AsyncIterable<Uint8Array> | undefined
}

export interface Head {
  readonly status: number
  readonly statusText: string
  readonly headers: Headers
  /** Still encoded as it came. Errors when the connection breaks or the trip is stopped. */
  readonly body: Readable
}

/** Sends one request and answers with the head of the response as soon as it is there. */
export function exchange(agent: Dispatcher, hop: Hop, trip: Trip): Promise<Head> {
  return new Promise((resolve, reject) => {
    if (trip.signal.aborted) return reject(new Error('Stopped before it started'))
    trip.stage = 'connect'
    const handler = new Exchange(trip, { resolve, reject })
    agent.dispatch(
      {
        origin: hop.url.origin,
        path: `${hop.url.pathname}${hop.url.search}`,
        method: hop.method,
        headers: [...hop.headers].flat(),
        body: wireBody(hop.body),
      },
      handler,
    )
  })
}

/** A small body leaves with its head, in one piece: a process that is stopped in between could otherwise send the rest minutes later. */
function wireBody(body: Hop['body']): Uint8Array | Readable | null {
  if (body === undefined) return null
  if (body instanceof Uint8Array && body.length <= sliceBytes) return body.length === 0 ? null : body
  return Readable.from(inSlices(body), { objectMode: false, highWaterMark: sliceBytes })
}

const sliceBytes = 64 * 1024

/** Slices let a slow but steady upload count as alive. */
async function* inSlices(body: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (!(body instanceof Uint8Array)) return yield* body
  for (let start = 0; start < body.length; start += sliceBytes) yield body.subarray(start, start + sliceBytes)
}

/** Follows one request through the connection. `onRequestStart` is the last moment before its first byte is written. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #trip: Trip
  readonly #answer: { resolve: (head: Head) => void; reject: (error: unknown) => void }
  readonly #stop = () => this.#abort()
  #controller: Dispatcher.DispatchController | undefined
  #body: Readable | undefined

  constructor(trip: Trip, answer: { resolve: (head: Head) => void; reject: (error: unknown) => void }) {
    this.#trip = trip
    this.#answer = answer
    trip.signal.addEventListener('abort', this.#stop, { once: true })
  }

  onRequestStart(controller: Dispatcher.DispatchController) {
    if (this.#trip.signal.aborted) return controller.abort(new Error('Stopped before it started'))
    if (!this.#trip.mayLeave()) return controller.abort(new Error('Held back before it started'))
    if (this.#controller) return controller.abort(new Error('A request is never sent twice by the connection'))
    this.#controller = controller
    this.#trip.sent = true
    this.#trip.stage = 'sending'
  }

  onRequestSent() {
    if (this.#trip.stage === 'sending') this.#trip.stage = 'waiting'
  }

  // oxlint-disable-next-line max-params -- the shape is undici's
  onResponseStart(controller: Dispatcher.DispatchController, status: number, rawHeaders: unknown, statusText = '') {
    if (status < 200) return
    const headers = responseHeaders(rawHeaders)
    this.#trip.stage = 'reading'
    this.#body = new Readable({
      read: () => controller.resume(),
      destroy: (error, done) => {
        if (error || !this.#body?.readableEnded) controller.abort(error ?? new Error('Nobody reads the answer'))
        done(error)
      },
    })
    // Whoever reads learns of an error by reading; an answer that nobody reads must not end the process.
    this.#body.on('error', () => undefined)
    this.#answer.resolve({ status, statusText, headers, body: this.#body })
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer) {
    if (this.#body?.push(chunk) === false) controller.pause()
  }

  onResponseEnd() {
    this.#trip.signal.removeEventListener('abort', this.#stop)
    this.#body?.push(null)
  }

  onResponseError(_controller: unknown, error: Error) {
    this.#trip.signal.removeEventListener('abort', this.#stop)
    if (this.#body) this.#body.destroy(error)
    else this.#answer.reject(error)
  }

  #abort() {
    const error = new Error('Stopped')
    if (this.#body) this.#body.destroy(error)
    else if (this.#controller) this.#controller.abort(error)
    this.#answer.reject(error)
  }
}

function responseHeaders(raw: unknown): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(raw ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, String(one))
  }
  return headers
}

/** What went wrong, in our words. */
export function asFailure(error: unknown, trip: Trip, where: { host: string; totalOver: boolean }): RequestFailure {
  const { sent } = trip
  if (error instanceof RequestFailure)
    return new RequestFailure(error.message, { stage: error.stage, sent: sent || error.sent, cause: error.cause })
  if (where.totalOver) return new RequestFailure(`${where.host} took too long.`, { stage: trip.stage, sent, cause: error })
  if (trip.signal.aborted) return new RequestFailure('The request was stopped.', { stage: 'aborted', sent, cause: trip.signal.reason })
  return new RequestFailure(`${sentences[trip.stage]} ${where.host}: ${reason(error)}`, { stage: trip.stage, sent, cause: error })
}

const sentences: Record<Stage, string> = {
  refused: 'Refused to ask',
  dns: 'Could not find',
  connect: 'Could not connect to',
  sending: 'The connection broke while sending to',
  waiting: 'No answer came from',
  reading: 'The answer broke off from',
  'too-large': 'The answer is too large from',
  aborted: 'Stopped asking',
}

function reason(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.map(reason).join(', ')
  return error instanceof Error ? error.message : String(error)
}
