import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

import { z } from 'zod'

import type { Reason } from '#networks/network'

/** What goes wrong with one request to post. `accepted-…` means the post is live although the answer does not say so. */
export type Fault =
  | 'none'
  | 'accepted-then-500'
  | 'accepted-then-reset'
  | 'accepted-then-hang'
  | 'lost-500'
  | 'lost-reset'
  | 'refused'
  | 'signed-out'
  | 'busy'
  | { readonly slowDownSeconds: number }
  | { readonly lateWhen: Promise<void> }
  | { readonly answerWhen: Promise<void> }

interface Live {
  readonly id: string
  readonly account: string
  readonly text: string
  readonly key: string
}

/** A small social network on loopback that keeps what it accepted, and fails on demand. */
export class TestServer implements AsyncDisposable {
  readonly posts: Live[] = []
  /** For the next requests to post, in order. */
  readonly faults: Fault[] = []
  /** So many look-ups find nothing, whatever is there: a list that lags. */
  lag = 0
  /** So many look-ups fail. */
  deafLooks = 0
  /** So many times the step before the parts is still being processed. */
  unready = 0
  /** What the step before the parts leaves out of the post. */
  leavesOut: Reason | undefined = undefined
  /** The next request to change a post does so under its old id, and answers with 500. */
  losesChange = false
  /** What the server makes of posts that were changed. */
  review: 'live' | 'looking' | 'refused' = 'live'
  /** Until then it does not tell, and how often it was asked. */
  tells: Promise<void> = Promise.resolve()
  asked = 0
  /** Statuses that the next requests to delete are answered with, without doing it. */
  readonly deleteAnswers: number[] = []
  requests = 0
  /** The most requests to post for one account that were open at the same time. */
  mostAtOnce = 0
  readonly #open = new Map<string, number>()
  /** Does the server refuse a key that it has seen? */
  readonly keepsKeys: boolean
  readonly #server: Server
  origin = ''

  constructor({ keepsKeys }: { keepsKeys: boolean }) {
    this.keepsKeys = keepsKeys
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy())
    })
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('The server has no port.')
    this.origin = `http://127.0.0.1:${address.port}`
    return this
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  texts(): string[] {
    return this.posts.map((post) => post.text)
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin)
    if (request.method === 'POST') return this.#post(Wanted.parse(JSON.parse(await text(request))), response)
    if (request.method === 'PUT') return this.#change(url.pathname, await text(request), response)
    if (request.method === 'DELETE') {
      const refusal = this.deleteAnswers.shift()
      if (refusal !== undefined) return reply(response, refusal, {})
      const at = this.posts.findIndex(({ id }) => url.pathname === `/posts/${id}`)
      if (at >= 0) this.posts.splice(at, 1)
      return reply(response, 200, {})
    }
    if (this.deafLooks > 0) {
      this.deafLooks -= 1
      return reply(response, 503, {})
    }
    if (url.pathname !== '/posts') return this.#tell(url.pathname, response)
    const hidden = this.lag > 0
    if (hidden) this.lag -= 1
    const found = this.posts.filter(
      ({ account, key }) => account === url.searchParams.get('account') && key === url.searchParams.get('key'),
    )
    reply(response, 200, { posts: hidden ? [] : found })
  }

  async #post(wanted: z.output<typeof Wanted>, response: ServerResponse): Promise<void> {
    this.requests += 1
    const open = (this.#open.get(wanted.account) ?? 0) + 1
    this.#open.set(wanted.account, open)
    this.mostAtOnce = Math.max(this.mostAtOnce, open)
    response.once('close', () => this.#open.set(wanted.account, (this.#open.get(wanted.account) ?? 1) - 1))
    const fault = this.faults.shift()
    if (typeof fault === 'object') return this.#slow(fault, wanted, response)
    if (fault === 'lost-500') return reply(response, 500, {})
    if (fault === 'lost-reset') return void response.destroy()
    if (fault === 'refused') return reply(response, 400, { error: 'not here, access_token=hush-hush-hush' })
    if (fault === 'signed-out') return reply(response, 401, {})
    if (fault === 'busy') return reply(response, 503, {})
    if (this.keepsKeys && this.posts.some(({ key }) => key === wanted.key)) return reply(response, 409, {})
    const id = this.#accept(wanted)
    if (fault === 'accepted-then-500') return reply(response, 500, {})
    if (fault === 'accepted-then-reset') return void response.destroy()
    if (fault === 'accepted-then-hang') return
    reply(response, 200, { id })
  }

  #change(path: string, body: string, response: ServerResponse): void {
    const at = this.posts.findIndex(({ id }) => path === `/posts/${id}`)
    const post = this.posts[at]
    if (!post) return reply(response, 400, { error: 'there is no such post' })
    const lost = this.losesChange
    this.losesChange = false
    const id = lost ? post.id : randomUUID()
    this.posts[at] = { ...post, id, text: z.object({ text: z.string() }).parse(JSON.parse(body)).text }
    reply(response, lost ? 500 : 200, lost ? {} : { id })
  }

  async #tell(path: string, response: ServerResponse): Promise<void> {
    const there = this.posts.some(({ id }) => path === `/posts/${id}`)
    const { review } = this
    this.asked += 1
    await this.tells
    reply(response, there ? 200 : 400, there ? { review } : { error: 'there is no such post' })
  }

  async #slow(fault: Exclude<Fault, string>, wanted: z.output<typeof Wanted>, response: ServerResponse): Promise<void> {
    if ('slowDownSeconds' in fault) return reply(response, 429, { seconds: fault.slowDownSeconds })
    if ('lateWhen' in fault) {
      response.destroy()
      await fault.lateWhen
      this.#accept(wanted)
      return
    }
    const id = this.#accept(wanted)
    await fault.answerWhen
    reply(response, 200, { id })
  }

  #accept(wanted: z.output<typeof Wanted>): string {
    const there = this.keepsKeys ? this.posts.find(({ key }) => key === wanted.key) : undefined
    if (there) return there.id
    const id = randomUUID()
    this.posts.push({ ...wanted, id })
    return id
  }
}

const Wanted = z.object({ account: z.string(), text: z.string(), key: z.string() })

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
