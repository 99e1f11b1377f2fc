import { Buffer } from 'node:buffer'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { Answer } from '../../src/networks/test-faults.ts'
import { type Accepted, type Fault, isRefusal, type Refused } from './fault.ts'
import type { Answering, Passing, Upstream } from './upstream.ts'

interface Armed {
  readonly step: string
  readonly fault: Fault
  /** How many requests of the step go by before. */
  skip: number
  left: number
  hits: number
  /** When a lag began, and who answers meanwhile. */
  since?: number
  before?: Answering
}

interface Waiting {
  readonly release: () => void
  readonly drop: (reason: Error) => void
}

/** A reverse proxy in front of a network that does as told, profile by profile. */
export class FaultProxy {
  readonly #armed = new Map<string, Armed[]>()
  readonly #held = new Map<string, Waiting>()
  readonly #seen = new Map<string, Set<string>>()
  readonly #expired = new Set<string>()
  readonly #server = createServer((incoming, outgoing) => void this.#handle(incoming, outgoing))
  readonly #upstream = Promise.withResolvers<Upstream>()
  url = ''

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
    return this
  }

  /** What stands behind it; requests that come before wait. */
  leadTo(upstream: Upstream): void {
    this.#upstream.resolve(upstream)
  }

  /** The next request of this profile's step meets the fault, once those that were armed before are met; of `image#2`, the second one from then. */
  arm(profile: string, name: string, fault: Fault): void {
    const [step = '', which = '1'] = name.split('#')
    const armed = { step, fault, skip: Number(which) - 1, left: 1, hits: 0 }
    this.#armed.set(profile, [...(this.#armed.get(profile) ?? []), armed])
  }

  /** Were all faults of this profile met? A case whose fault never happened proves nothing. */
  allMet(profile: string): boolean {
    return (this.#armed.get(profile) ?? []).every(({ hits }) => hits > 0)
  }

  /** Every step that requests of this profile belonged to. */
  stepsOf(profile: string): ReadonlySet<string> {
    return this.#seen.get(profile) ?? new Set()
  }

  isHeld(profile: string): boolean {
    return this.#held.has(profile)
  }

  /** Lets a held request go on (and reach the network, where it was held before that). */
  release(profile: string): void {
    const held = this.#held.get(profile)
    this.#held.delete(profile)
    held?.release()
  }

  /** Forgets a held request: where it was held before the network, it never arrives. */
  drop(profile: string): void {
    const held = this.#held.get(profile)
    this.#held.delete(profile)
    held?.drop(new Error('dropped'))
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      const upstream = await this.#upstream.promise
      if (await this.#holdsBody(upstream, incoming)) return void outgoing.destroy()
      const passing = asPassing(incoming, await bodyOf(incoming))
      const { profileId, step } = upstream.read(passing)
      if (profileId === undefined) return answer(outgoing, await upstream.answer(passing))
      this.#seen.set(profileId, new Set([...this.stepsOf(profileId), step]))
      const armed = this.#next(profileId, step)
      if (armed) await this.#apply({ upstream, profileId, armed, outgoing, passing })
      else if (this.#expired.has(tokenIn(passing))) answer(outgoing, await upstream.expired(passing))
      else answer(outgoing, await this.#ask(upstream, passing))
    } catch {
      // The client went away, which is what these tests are about; nothing is left to answer.
      outgoing.destroy()
    }
  }

  /** Before its body is read, only the head tells whose request it is. */
  async #holdsBody(upstream: Upstream, incoming: IncomingMessage): Promise<boolean> {
    const { profileId, step } = upstream.read(asPassing(incoming, Buffer.alloc(0)))
    const armed = profileId === undefined ? undefined : this.#find(profileId, step)
    if (profileId === undefined || armed?.fault.kind !== 'hold-body' || armed.skip > 0) return false
    spend(armed)
    incoming.pause()
    await this.#hold(profileId)
    return true
  }

  /** One after the other: what is to go wrong with a look after a lost answer is not met by one that was made before. */
  #find(profile: string, step: string): Armed | undefined {
    const armed = this.#armed.get(profile) ?? []
    const awaited = armed.findIndex(({ hits }) => hits === 0)
    return armed.slice(0, awaited === -1 ? armed.length : awaited + 1).find((one) => one.step === step && one.left > 0)
  }

  #next(profile: string, step: string): Armed | undefined {
    const armed = this.#find(profile, step)
    if (!armed || armed.skip === 0) return armed
    armed.skip -= 1
    return undefined
  }

  async #apply(met: Met): Promise<void> {
    const { upstream, profileId, armed, outgoing, passing } = met
    const { fault } = armed
    if (fault.kind === 'lags') return this.#lag(armed, fault.seconds, met)
    spend(armed)
    for (const lagging of this.#armed.get(profileId) ?? []) if (lagging.fault.kind === 'lags') lagging.before ??= upstream.asOfNow()
    if (fault.kind === 'hold-body') return
    if (fault.kind === 'hold-before') {
      await this.#hold(profileId)
      return answer(outgoing, await upstream.answer(passing))
    }
    if (fault.kind === 'hold-after') {
      const real = await upstream.answer(passing)
      await this.#hold(profileId)
      return answer(outgoing, real)
    }
    const token = tokenIn(passing)
    if (fault.kind === 'refused-expired-token' && token !== '') this.#expired.add(token)
    if (isRefusal(fault)) return refuse(fault, met)
    return spoil(fault, outgoing, await this.#ask(upstream, passing))
  }

  /** A token that is handed out again has not run out: two of the same second can be the same. */
  async #ask(upstream: Upstream, passing: Passing): Promise<Answer> {
    const real = await upstream.answer(passing)
    const body = Buffer.from(real.body.buffer, real.body.byteOffset, real.body.byteLength)
    for (const token of this.#expired) if (body.includes(token)) this.#expired.delete(token)
    return real
  }

  async #lag(armed: Armed, seconds: number, { upstream, outgoing, passing }: Met): Promise<void> {
    armed.since ??= Date.now()
    armed.hits += 1
    const lags = Date.now() - armed.since < seconds * 1000
    answer(outgoing, await (lags && armed.before ? armed.before : upstream.answer)(passing))
  }

  #hold(profile: string): Promise<void> {
    return new Promise((resolve, drop) => this.#held.set(profile, { release: resolve, drop }))
  }
}

/** A request that meets its fault. */
interface Met {
  readonly upstream: Upstream
  readonly profileId: string
  readonly armed: Armed
  readonly outgoing: ServerResponse
  readonly passing: Passing
}

function spend(armed: Armed): void {
  armed.left -= 1
  armed.hits += 1
}

async function refuse(fault: Refused, { upstream, outgoing, passing }: Met): Promise<void> {
  switch (fault.kind) {
    case 'refused-status':
      return html(outgoing, fault.status)
    case 'refused-busy':
      return answer(outgoing, upstream.busy())
    case 'refused-expired-token':
      return answer(outgoing, await upstream.expired(passing))
    case 'reset-before':
      return reset(outgoing)
    case 'accepted-late':
      reset(outgoing)
      await pause(fault.seconds)
      await upstream.answer(passing)
  }
}

async function spoil(fault: Accepted, outgoing: ServerResponse, real: Answer): Promise<void> {
  const half = real.body.subarray(0, Math.max(1, Math.floor(real.body.length / 2)))
  switch (fault.kind) {
    case 'accepted-then-status':
      return html(outgoing, fault.status)
    case 'accepted-then-reset':
      return reset(outgoing)
    case 'cut-after-headers':
      outgoing.writeHead(real.status, { 'content-type': 'application/json', 'content-length': String(real.body.length + 1) })
      outgoing.write(half)
      await pause(0.2)
      return reset(outgoing)
    case 'accepted-then-202':
      outgoing.writeHead(202).end()
      return
    case 'accepted-then-malformed':
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end(half)
      return
    case 'accepted-then-html':
      return html(outgoing, 200)
    case 'slow':
      await pause(fault.seconds)
      return answer(outgoing, real)
    case 'accepted-then-hang':
    // The answer never comes.
  }
}

function answer(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  for (const [name, value] of headers) if (!ofTheConnection.has(name)) outgoing.appendHeader(name, value)
  outgoing.setHeader('content-length', String(body.length))
  outgoing.writeHead(status).end(body)
}

const ofTheConnection = new Set(['transfer-encoding', 'connection', 'keep-alive', 'content-length'])

function html(outgoing: ServerResponse, status: number): void {
  outgoing.writeHead(status, { 'content-type': 'text/html' }).end('<html><body>Something else</body></html>')
}

function reset(outgoing: ServerResponse): void {
  outgoing.socket?.resetAndDestroy()
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000))
}

function asPassing(incoming: IncomingMessage, body: Uint8Array<ArrayBuffer>): Passing {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) for (const one of [value ?? []].flat()) headers.append(name, one)
  return { method: incoming.method ?? 'GET', url: `http://${incoming.headers.host}${incoming.url ?? '/'}`, headers, body }
}

/** With which token a request is made; one that has run out stays so. */
function tokenIn({ headers, url, body }: Passing): string {
  const header = headers.get('authorization')?.split(' ')[1]
  return (
    header ?? new URL(url).searchParams.get('access_token') ?? new URLSearchParams(Buffer.from(body).toString()).get('access_token') ?? ''
  )
}

async function bodyOf(stream: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
