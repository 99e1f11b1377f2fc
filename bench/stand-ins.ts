import { fork } from 'node:child_process'
import { once } from 'node:events'

import { guardedFetch } from '#kit/http'

import { standIn as bluesky } from '../src/networks/bluesky/stand-in.ts'
import { standIn as mastodon } from '../src/networks/mastodon/stand-in.ts'
import { serve, type Served } from '../src/networks/serve-stand-in.ts'
import type { StandIn } from '../src/networks/stand-in.ts'
import { standIn as x } from '../src/networks/x/stand-in.ts'

/** Networks on which a text goes out with one request. */
const kinds = [bluesky, mastodon, x]

/** The stand-ins, in a process of their own so that their work is not taken for Hearth's. */
export interface StandIns extends AsyncDisposable {
  ask<Answer>(question: Question): Promise<Answer>
}

export type Question =
  | { readonly kind: 'open' }
  | { readonly kind: 'join'; readonly network: string; readonly handle: string }
  | { readonly kind: 'approve'; readonly network: string; readonly redirect: string; readonly profileId: string }
  /** Keeps every request from now on. */
  | { readonly kind: 'record' }
  /** When each recorded request that published something arrived, in milliseconds since 1970. */
  | { readonly kind: 'arrivals' }
  /** How often each text is live, as pairs. */
  | { readonly kind: 'live' }
  /** Goes back to where recording began, and answers the recorded requests that published something. */
  | { readonly kind: 'rewind' }

export interface Opened {
  readonly network: string
  readonly origin: string
  readonly options: Readonly<Record<string, string>>
}

export interface Joined {
  readonly profileId: string
  readonly way: string
  readonly fields: Readonly<Record<string, string>>
}

export interface Recorded {
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
  /** When it arrived, in milliseconds since 1970. */
  readonly at: number
}

export async function startStandIns(): Promise<StandIns> {
  const child = fork(new URL(import.meta.url), ['stand-ins'], { serialization: 'advanced' })
  let last = 0
  const waiting = new Map<number, (answer: unknown) => void>()
  child.on('message', ({ id, answer }: { id: number; answer: unknown }) => waiting.get(id)?.(answer))
  return {
    ask: <Answer>(question: Question) =>
      new Promise<Answer>((resolve) => {
        last += 1
        waiting.set(last, (answer) => resolve(answer as Answer))
        child.send({ id: last, question })
      }),
    [Symbol.asyncDispose]: async () => {
      child.kill()
      await once(child, 'exit')
    },
  }
}

// ---------------------------------------------------------------- in the process

if (process.argv[2] === 'stand-ins') {
  const hosts = new Map<string, Host>()
  process.on('message', ({ id, question }: { id: number; question: Question }) => {
    void answerTo(hosts, question).then((answer) => process.send?.({ id, answer }))
  })
}

/** One network's address, whichever of its stand-ins answers there. */
interface Host {
  readonly served: Served
  readonly reopen: (state: ReturnType<StandIn['state']>) => StandIn
  standIn: StandIn
  before: ReturnType<StandIn['state']>
  recorded: Recorded[] | undefined
}

async function answerTo(hosts: Map<string, Host>, question: Question): Promise<unknown> {
  const each = [...hosts.values()]
  switch (question.kind) {
    case 'open':
      return Promise.all(kinds.map((kind) => open(hosts, kind)))
    case 'join':
      return join(hostOf(hosts, question.network).standIn, question.handle)
    case 'approve':
      return hostOf(hosts, question.network).standIn.approve(question.redirect, { profileId: question.profileId })
    case 'record':
      for (const host of each) Object.assign(host, { before: host.standIn.state(), recorded: [] })
      return undefined
    case 'arrivals':
      return each.flatMap((host) => publishedIn(host).map(({ at }) => at))
    case 'live':
      return [
        ...Map.groupBy(
          each.flatMap(({ served, standIn }) => standIn.posts().map((post) => `${served.origin} ${post.profileId} ${post.text}`)),
          (post) => post,
        ),
      ].map(([text, posts]) => [text, posts.length])
    case 'rewind':
      return each.flatMap(rewind)
  }
}

async function open(hosts: Map<string, Host>, kind: (typeof kinds)[number]): Promise<Opened> {
  const served = await serve(async (request) => {
    const host = hostOf(hosts, kind.id)
    const at = Date.now()
    if (host.recorded) await record(host.recorded, { request: request.clone(), at })
    return host.standIn.handle(request)
  })
  const { origin } = served
  const world = {
    now: () => Temporal.Now.instant(),
    origin,
    webOrigin: origin,
    fetch: guardedFetch(),
    changed: () => undefined,
    rateLimits: false,
  }
  const standIn = kind.open(world)
  hosts.set(kind.id, { served, standIn, reopen: (restore) => kind.open({ ...world, restore }), before: null, recorded: undefined })
  return { network: kind.id, origin, options: standIn.options }
}

function hostOf(hosts: Map<string, Host>, network: string): Host {
  const host = hosts.get(network)
  if (!host) throw new Error(`There is no stand-in of ${network}.`)
  return host
}

function join(standIn: StandIn, handle: string): Joined {
  const { id } = standIn.addProfile({ handle, displayName: handle, business: true })
  return { profileId: id, ...standIn.connectWith(id) }
}

async function record(recorded: Recorded[], { request, at }: { request: Request; at: number }): Promise<void> {
  recorded.push({ method: request.method, url: request.url, headers: [...request.headers], body: await request.text(), at })
}

function rewind(host: Host): Recorded[] {
  const published = publishedIn(host)
  Object.assign(host, { standIn: host.reopen(host.before), recorded: undefined })
  return published
}

function publishedIn(host: Host): Recorded[] {
  return (host.recorded ?? []).filter(({ method, url, headers, body }) => {
    const { step } = host.standIn.read({
      method,
      url,
      headers: new Headers(headers.map(([name, value]) => [name, value])),
      body: Buffer.from(body),
    })
    return step === 'part 1'
  })
}
