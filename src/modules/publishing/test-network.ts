import { randomUUID } from 'node:crypto'

import { z } from 'zod'

import { guardedFetch, requestFailureIn } from '#kit/http'
import type { Json } from '#kit/json'
import { leftOut } from '#networks/left-out'
import type { Delivery, Finding, Network, NetworkEnvironment, Outcome, Publishing, Rules, Settled, Step, Trouble } from '#networks/network'

import type { TestServer } from './test-server.ts'

const Answer = z.object({ id: z.string().optional(), seconds: z.number().optional(), error: z.string().optional() })
const Prepared = z.object({ keys: z.array(z.string()) })
const Told = z.object({ review: z.enum(['live', 'looking', 'refused']) })
const Found = z.object({ posts: z.array(z.object({ id: z.string() })) })

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
