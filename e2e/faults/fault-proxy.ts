import { Buffer } from 'node:buffer'
import { createServer, type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { type Accepted, type Fault, isRefusal, type Refused, type StepName } from './fault.ts'
import { accountOf, stepOf } from './request-of.ts'

interface Armed {
  readonly step: StepName
  readonly fault: Fault
  left: number
  since?: number
  hits: number
}

interface Waiting {
  readonly release: () => void
  readonly drop: (reason: Error) => void
}

/** A reverse proxy in front of a personal data server that does as told, account by account. */
export class FaultProxy {
  readonly #upstream: URL
  readonly #armed = new Map<string, Armed[]>()
  readonly #held = new Map<string, Waiting>()
  readonly #server = createServer((incoming, outgoing) => void this.#handle(incoming, outgoing))
  url = ''

  constructor(upstream: string) {
    this.#upstream = new URL(upstream)
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
    return this
  }

  /** The next `times` requests of this account's step meet the fault. */
  arm(did: string, step: StepName, fault: Fault, times = 1): void {
    this.#armed.set(did, [...(this.#armed.get(did) ?? []), { step, fault, left: times, hits: 0 }])
  }

  /** How often this account's faults were met; a case whose fault never happened proves nothing. */
  hits(did: string): number {
    return (this.#armed.get(did) ?? []).reduce((sum, armed) => sum + armed.hits, 0)
  }

  isHeld(did: string): boolean {
    return this.#held.has(did)
  }

  /** Lets a held request go on (and reach the server, where it was held before that). */
  release(did: string): void {
    const held = this.#held.get(did)
    this.#held.delete(did)
    held?.release()
  }

  /** Forgets a held request: where it was held before the server, it never arrives. */
  drop(did: string): void {
    const held = this.#held.get(did)
    this.#held.delete(did)
    held?.drop(new Error('dropped'))
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const did = accountOf(incoming)
    const armedForBody = did === undefined ? undefined : this.#find(did, stepOf(incoming, ''))
    try {
      if (did !== undefined && armedForBody?.fault.kind === 'hold-body') {
        this.#spend(armedForBody)
        incoming.pause()
        await this.#hold(did)
        outgoing.destroy()
        return
      }
      const body = await bodyOf(incoming)
      const armed = did === undefined ? undefined : this.#find(did, stepOf(incoming, body.toString('utf8')))
      if (did === undefined || !armed) await answer(outgoing, await this.#forward(incoming, body))
      else await this.#apply({ did, armed, incoming, outgoing, body })
    } catch {
      // The client went away, which is what these tests are about; nothing is left to answer.
      outgoing.destroy()
    }
  }

  #find(did: string, step: StepName): Armed | undefined {
    return this.#armed.get(did)?.find((armed) => armed.step === step && armed.left > 0)
  }

  #spend(armed: Armed): void {
    armed.left -= 1
    armed.hits += 1
  }

  async #apply(at: Met): Promise<void> {
    const { did, armed, incoming, outgoing, body } = at
    const { fault } = armed
    if (fault.kind === 'not-found-for') return this.#lag(armed, fault.seconds, at)
    this.#spend(armed)
    if (fault.kind === 'hold-body') return
    if (fault.kind === 'hold-before') {
      await this.#hold(did)
      return answer(outgoing, await this.#forward(incoming, body))
    }
    if (isRefusal(fault)) return this.#refuse(fault, at)
    return this.#spoil(fault, at, await this.#forward(incoming, body))
  }

  async #refuse(fault: Refused, { incoming, outgoing, body }: Met): Promise<void> {
    switch (fault.kind) {
      case 'refused-status':
        return json(outgoing, fault.status, { error: 'InjectedFault', message: 'injected' }, fault.headers)
      case 'refused-expired-token':
        return json(outgoing, 400, { error: 'ExpiredToken', message: 'Token has expired' })
      case 'reset-before':
        return reset(outgoing)
      case 'accepted-late':
        reset(outgoing)
        await pause(fault.seconds)
        await this.#forward(incoming, body)
    }
  }

  async #spoil(fault: Accepted, { did, outgoing }: Met, real: Answer): Promise<void> {
    switch (fault.kind) {
      case 'accepted-then-status':
        return html(outgoing, fault.status)
      case 'accepted-then-reset':
        return reset(outgoing)
      case 'cut-after-headers':
        outgoing.writeHead(real.status, { 'content-type': 'application/json', 'content-length': String(real.body.length) })
        outgoing.write(real.body.subarray(0, Math.floor(real.body.length / 2)))
        await pause(0.2)
        return reset(outgoing)
      case 'accepted-then-202':
        outgoing.writeHead(202).end()
        return
      case 'accepted-then-malformed':
        outgoing.writeHead(200, { 'content-type': 'application/json' }).end('{"uri":"at://')
        return
      case 'accepted-then-html':
        return html(outgoing, 200)
      case 'slow':
        await pause(fault.seconds)
        return answer(outgoing, real)
      case 'hold-after':
        await this.#hold(did)
        return answer(outgoing, real)
      case 'accepted-then-hang':
      // The answer never comes.
    }
  }

  /** A look-up that does not see what was just accepted, for a while. */
  async #lag(armed: Armed, seconds: number, at: { incoming: IncomingMessage; outgoing: ServerResponse; body: Buffer }): Promise<void> {
    armed.since ??= Date.now()
    armed.hits += 1
    if (Date.now() - armed.since > seconds * 1000) return answer(at.outgoing, await this.#forward(at.incoming, at.body))
    json(at.outgoing, 400, { error: 'RecordNotFound', message: 'Could not locate record' })
  }

  #hold(did: string): Promise<void> {
    return new Promise((resolve, drop) => this.#held.set(did, { release: resolve, drop }))
  }

  #forward(incoming: IncomingMessage, body: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers = { ...incoming.headers, host: this.#upstream.host, 'content-length': String(body.length) }
      const onward = httpRequest(
        new URL(incoming.url ?? '/', this.#upstream),
        { method: incoming.method ?? 'GET', headers },
        (response) => {
          bodyOf(response).then(
            (answered) => resolve({ status: response.statusCode ?? 502, headers: response.headers, body: answered }),
            reject,
          )
        },
      )
      onward.on('error', reject)
      onward.end(body)
    })
  }
}

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

async function answer(outgoing: ServerResponse, real: Answer): Promise<void> {
  const { 'transfer-encoding': _chunked, connection: _connection, ...headers } = real.headers
  outgoing.writeHead(real.status, { ...headers, 'content-length': String(real.body.length) }).end(real.body)
}

/** A request that meets its fault. */
interface Met {
  readonly did: string
  readonly armed: Armed
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
  readonly body: Buffer
}

function json(outgoing: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

function html(outgoing: ServerResponse, status: number): void {
  outgoing.writeHead(status, { 'content-type': 'text/html' }).end('<html><body>Something else</body></html>')
}

function reset(outgoing: ServerResponse): void {
  outgoing.socket?.resetAndDestroy()
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000))
}

async function bodyOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
