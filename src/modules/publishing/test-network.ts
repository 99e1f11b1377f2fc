import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

import { z } from 'zod'

import { guardedFetch, requestFailureIn } from '#kit/http'
import type { Json } from '#kit/json'
import { leftOut } from '#networks/left-out'
import type {
  Delivery,
  Finding,
  Network,
  NetworkEnvironment,
  Outcome,
  Publishing,
  Reason,
  Rules,
  Settled,
  Step,
  Trouble,
} from '#networks/network'

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
const Answer = z.object({ id: z.string().optional(), seconds: z.number().optional(), error: z.string().optional() })
const Prepared = z.object({ keys: z.array(z.string()) })
const Told = z.object({ review: z.enum(['live', 'looking', 'refused']) })
const Found = z.object({ posts: z.array(z.object({ id: z.string() })) })

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** The network folder for it, with the kind of proof under test. Parts are final steps; a step before them makes nothing visible. */
export function testNetwork(server: TestServer, absence: Publishing['absence']): Network & { readonly publishing: Publishing } {
  const publishing: Publishing = {
    absence,
    prepare: (content) => ({ keys: content.parts.map(() => randomUUID()) }),
    nextStep: ({ content, results }) => stepsOf(content.parts.length).find(({ name }) => !(name in results)),
    perform: (step, job, environment) => (step.final ? publish(server, { step, job, environment }) : ready(server, environment.now())),
    lookUp: (step, job, environment) => lookUp(server, { step, job, environment }),
    published: ({ results }) => {
      const { id = '' } = Answer.parse(results['part 1'])
      return { externalId: id, url: `${server.origin}/seen/${id}` }
    },
    takeDown: (job, environment) => takeDown(server, { job, environment }),
    edit: {
      refuses: ({ publishedAt, now }) => (now.since(publishedAt).total('days') > 30 ? { code: 'too-old-to-change' } : undefined),
      apply: ({ job, after }, environment) => edit(server, { job, after, environment }),
      settle: ({ job }, environment) => settle(server, { job, environment }),
    },
  }
  return { id: 'tea', name: 'Tea', rulesFor: () => rules, connecting: noConnecting, publishing, quotas }
}

function stepsOf(parts: number): Step[] {
  return [{ name: 'ready', final: false }, ...Array.from({ length: parts }, (_, index) => ({ name: `part ${index + 1}`, final: true }))]
}

interface Asked {
  readonly step: Step
  readonly job: Delivery
  readonly environment: NetworkEnvironment
}

async function ready(server: TestServer, now: Temporal.Instant): Promise<Outcome<Json>> {
  if (server.unready === 0) return { ok: true, value: server.leavesOut ? leftOut(server.leavesOut) : { ready: true } }
  server.unready -= 1
  const until = now.add({ milliseconds: 50 })
  return { ok: false, trouble: { kind: 'slow-down', until, reason: { code: 'being-processed' }, processing: true } }
}

async function publish(server: TestServer, { step, job, environment }: Asked): Promise<Outcome<Json>> {
  const body = { account: job.access.externalId, text: job.content.parts[partOf(step) - 1]?.text ?? '', key: keyOf(step, job) }
  return ask(environment, new Request(`${server.origin}/posts`, { method: 'POST', body: JSON.stringify(body) }))
}

async function lookUp(
  server: TestServer,
  { step, job, environment }: Asked,
): Promise<Outcome<{ readonly found: true; readonly result: Json } | { readonly found: false }>> {
  const query = new URLSearchParams({ account: job.access.externalId, key: keyOf(step, job) })
  const answer = await ask(environment, new Request(`${server.origin}/posts?${query}`))
  if (!answer.ok) return answer
  const [found] = Found.parse(answer.value).posts
  return { ok: true, value: found ? { found: true, result: { id: found.id } } : { found: false } }
}

async function takeDown(server: TestServer, { job, environment }: Omit<Asked, 'step'>): Promise<Outcome<void>> {
  for (const [name, result] of Object.entries(job.results)) {
    if (!name.startsWith('part ')) continue
    const answer = await ask(environment, new Request(`${server.origin}/posts/${Answer.parse(result).id}`, { method: 'DELETE' }))
    if (!answer.ok) return answer
  }
  return { ok: true, value: undefined }
}

/** Every change is a new post under a new id that takes the place of the old one, as on networks that keep versions. */
async function edit(
  server: TestServer,
  { job, after, environment }: Omit<Asked, 'step'> & { readonly after: Delivery['content'] },
): Promise<Outcome<Readonly<Record<string, Json>>>> {
  const results: Record<string, Json> = {}
  for (const [index, { text: words }] of after.parts.entries()) {
    const name = `part ${index + 1}`
    const body = JSON.stringify({ text: words })
    const { id = '' } = Answer.parse(job.results[name])
    const answer = await ask(environment, new Request(`${server.origin}/posts/${id}`, { method: 'PUT', body }))
    if (!answer.ok) return answer
    results[name] = answer.value
  }
  return { ok: true, value: results }
}

/** What became of its first part stands for all of it. */
async function settle(server: TestServer, { job, environment }: Omit<Asked, 'step'>): Promise<Outcome<Settled>> {
  const { id = '' } = Answer.parse(job.results['part 1'])
  const answer = await ask(environment, new Request(`${server.origin}/posts/${id}`))
  if (!answer.ok) return answer.trouble.kind === 'rejected' ? { ok: true, value: { state: 'gone' } } : answer
  const { review } = Told.parse(answer.value)
  if (review === 'refused') return { ok: true, value: { state: 'refused', reason: { code: 'refused' } } }
  if (review === 'live') return { ok: true, value: { state: 'stands' } }
  return { ok: true, value: { state: 'waiting', until: environment.now().add({ hours: 1 }) } }
}

async function ask({ fetch, now }: NetworkEnvironment, request: Request): Promise<Outcome<Json>> {
  try {
    const response = await fetch(request)
    const body = z.json().parse(await response.json())
    if (response.ok) return { ok: true, value: body }
    return { ok: false, trouble: troubleOf(response.status, Answer.parse(body), now()) }
  } catch (error) {
    const kind = requestFailureIn(error)?.sent === false ? 'unavailable' : 'unknown-outcome'
    return { ok: false, trouble: { kind, reason: { code: 'no-clear-answer' } } }
  }
}

function troubleOf(status: number, { seconds = 0, error }: z.output<typeof Answer>, now: Temporal.Instant): Trouble {
  if (status === 400) return { kind: 'rejected', reason: { code: 'refused', ...(error ? { detail: error } : {}) } }
  if (status === 401) return { kind: 'signed-out', reason: { code: 'signed-out' } }
  if (status === 429) return { kind: 'slow-down', until: now.add({ seconds }), reason: { code: 'slow-down' } }
  if (status === 503) return { kind: 'unavailable', reason: { code: 'server-trouble' } }
  return { kind: 'unknown-outcome', reason: { code: 'no-clear-answer' } }
}

function keyOf(step: Step, job: Delivery): string {
  return Prepared.parse(job.prepared).keys[partOf(step) - 1] ?? ''
}

function partOf({ name }: Step): number {
  return Number(name.split(' ')[1])
}

const rules: Rules = {
  text: { overflow: (words) => (words.length > 100 ? 100 : undefined) },
  images: { maxPerPart: 4, maxBytes: 1_000_000, maxSide: 2000, mimeTypes: ['image/png'], maxAltLength: 100 },
  maxParts: 5,
  maxLanguages: 3,
  settings: [],
  cost: ({ parts }) => 0.015 * parts.length,
  uses: ({ parts }) => [
    { name: 'posts', amount: parts.length },
    { name: 'replies', amount: 0 },
  ],
  check: ({ parts, settings }) =>
    parts.flatMap(({ text: words, media }, part): Finding[] => [
      ...(words.length > 100 ? [{ severity: 'error', part, reason: { code: 'text-too-long' } } as const] : []),
      ...media.flatMap((item, index) =>
        item.kind === 'image' && item.alt === '' && settings['kind'] !== 'story'
          ? [{ severity: 'warning', part, media: index, reason: { code: 'alt-missing' } } as const]
          : [],
      ),
    ]),
  count: (words) => [{ unit: 'characters', used: words.length, max: 100 }],
  entities: () => [],
}

const quotas: NonNullable<Network['quotas']> = {
  counted: [{ name: 'posts', max: 10, per: 'rolling-day', of: 'account' }],
  read: async () => ({ ok: true, value: [{ name: 'calls', max: 100, used: 3, per: 'day' }] }),
}

const noConnecting: Network['connecting'] = {
  ways: [],
  begin: () => Promise.reject(new Error('Not in this test.')),
  finish: () => Promise.reject(new Error('Not in this test.')),
  refresh: () => Promise.reject(new Error('Not in this test.')),
  revoke: async () => ({ ok: true, value: undefined }),
}

export function fetchFor(server: TestServer): typeof globalThis.fetch {
  return guardedFetch({ allowOrigins: [server.origin] })
}
