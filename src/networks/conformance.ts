import { existsSync, readFileSync } from 'node:fs'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Json } from '#kit/json'

import type { AccountAccess, Delivery, Network, NetworkEnvironment, Outcome, PostContent, Publishing, Step } from './network.ts'
import { sharedTexts, type Texts } from './texts.ts'

/** A network, or something that behaves like it, with an account to post from. */
export interface Stage {
  /** A post of several steps that the network accepts. */
  readonly content: PostContent
  environment(changes?: Partial<NetworkEnvironment>): NetworkEnvironment
  /** A fresh sign-in of the account. */
  connect(): Promise<AccountAccess>
  /** External ids of everything visible on the account, straight from the network. */
  live(): Promise<readonly string[]>
  /** The person withdraws the grant on the network. */
  endGrant(): Promise<void>
  close(): Promise<void>
}

/** What every network promises, whatever it is. Call it in a test file; it registers the tests. */
export function conformance(
  network: Network,
  { texts, setStage }: { readonly texts: Texts; readonly setStage: () => Promise<Stage> },
): void {
  describe(`${network.name} keeps what every network promises`, () => {
    describeFolder(network, texts)
    const { publishing } = network
    if (publishing) describePublishing({ network, publishing, texts, setStage })
  })
}

function describeFolder(network: Network, texts: Texts): void {
  const folder = new URL(`./${network.id}/`, import.meta.url)

  test.each(['index.ts', 'api.ts', 'connect.ts', 'rules.ts', 'texts.ts', 'README.md'])('its folder has %s', (file) => {
    expect(existsSync(new URL(file, folder))).toBe(true)
  })

  test.each(['Connect', 'Scopes', 'Limits', 'Quirks', 'Last checked'])('its README says “%s”', (heading) => {
    expect(readFileSync(new URL('README.md', folder), 'utf8')).toMatch(new RegExp(`^## ${heading}$`, 'm'))
  })

  test('every way to connect, every field and the guide has its words in both languages', () => {
    const needed = [
      'name',
      'blurb',
      ...network.connecting.ways.flatMap(({ id, fields }) =>
        wayTexts(
          id,
          fields.map(({ name }) => `${id}.${name}`),
        ),
      ),
    ]
    for (const language of ['en', 'zh-TW'] as const) {
      expect(needed.filter((code) => !texts[language][code]?.trim())).toEqual([])
    }
  })

  test('each finding has words', () => {
    const codes = awkwardPosts.flatMap((post) => network.rules.check(post)).map(({ reason }) => reason.code)
    expect(codes).toContain('empty-part')
    expect(codes.filter((code) => !known(code, texts))).toEqual([])
  })
}

function wayTexts(way: string, fields: readonly string[]): readonly string[] {
  return [way, `${way}.hint`, `${way}.guide`, ...fields.flatMap((field) => [field, `${field}.hint`])]
}

function known(code: string, texts: Texts): boolean {
  const shared: Texts = sharedTexts
  return code in texts.en || code in shared.en
}

const oddImage = { mediaId: 'm', mimeType: 'text/html', bytes: 0, width: 0, height: 0, alt: '' }

const awkwardPosts: readonly PostContent[] = [
  { parts: [{ text: '', images: [] }], languages: [] },
  { parts: [{ text: 'x'.repeat(100_000), images: [] }], languages: Array.from({ length: 30 }, () => 'en') },
  { parts: [{ text: '👨‍👩‍👧‍👦'.repeat(1000), images: Array.from({ length: 50 }, () => oddImage) }], languages: ['?'] },
  { parts: Array.from({ length: 500 }, () => ({ text: 'x', images: [oddImage] })), languages: ['en'] },
]

interface Promised {
  readonly network: Network
  readonly publishing: Publishing
  readonly texts: Texts
  readonly setStage: () => Promise<Stage>
}

function describePublishing({ network, publishing, texts, setStage }: Promised): void {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(() => stage?.close())

  async function startJob(content = stage.content): Promise<Delivery> {
    const prepared = publishing.prepare(content, Temporal.Now.instant())
    return { access: await stage.connect(), content, prepared, results: {} }
  }

  async function finish(job: Delivery, environment = stage.environment()): Promise<Delivery> {
    let current = job
    for (let step = publishing.nextStep(current); step; step = publishing.nextStep(current)) {
      current = withResult(current, step, valueOf(await publishing.perform(step, current, environment)))
    }
    return current
  }

  test('what it prepares, and everything it saves, survives being written to the database', async () => {
    const job = await startJob()
    expect(JSON.parse(JSON.stringify(job.prepared))).toEqual(job.prepared)
    const done = await finish(job)
    expect(JSON.parse(JSON.stringify(done.results))).toEqual(done.results)
    expect(await stage.live()).toContain(publishing.published(done).externalId)
    expect(publishing.published(done).url).toMatch(/^https?:\/\//)
  })

  test('publishes once, however often a step is repeated after its answer was lost', async () => {
    const before = await stage.live()
    let job = await startJob()
    for (let step = publishing.nextStep(job); step; step = publishing.nextStep(job)) {
      await publishing.perform(step, job, stage.environment())
      job = withResult(job, step, await resultAfterLoss(publishing, { step, job, environment: stage.environment() }))
    }
    const made = (await stage.live()).filter((id) => !before.includes(id))
    expect(made).toHaveLength(job.content.parts.length)
    await expect(publishing.takeDown(job, stage.environment())).resolves.toMatchObject({ ok: true })
  })

  test('a connection that breaks after sending a final step leaves an unknown outcome, and looking finds the truth', async () => {
    let job = await startJob()
    const before = await stage.live()
    const kinds = new Set<string>()
    for (let step = publishing.nextStep(job); step; step = publishing.nextStep(job)) {
      if (step.final) {
        const broken = await publishing.perform(step, job, stage.environment({ fetch: answerLost(stage.environment().fetch) }))
        kinds.add(kindOf(broken))
        const looked = valueOf(await publishing.lookUp(step, job, stage.environment()))
        if (!looked.found) throw new Error('The step arrived, but looking did not find it.')
        job = withResult(job, step, looked.result)
      } else job = withResult(job, step, valueOf(await publishing.perform(step, job, stage.environment())))
    }
    expect([...kinds]).toEqual(['unknown-outcome'])
    expect((await stage.live()).filter((id) => !before.includes(id))).toHaveLength(job.content.parts.length)
  })

  test('a final step that never left is not found', async () => {
    const job = await upToFinal(publishing, await startJob(), stage.environment())
    await expect(publishing.lookUp(job.step, job, stage.environment())).resolves.toEqual({ ok: true, value: { found: false } })
  })

  test.each([202, 500, 502, 503])('an answer of %i to a final step is an unknown outcome', async (status) => {
    const job = await upToFinal(publishing, await startJob(), stage.environment())
    const outcome = await publishing.perform(job.step, job, stage.environment({ fetch: answering(status) }))
    expect(outcome).toMatchObject({ ok: false, trouble: { kind: 'unknown-outcome' } })
  })

  test('a page or half an answer to a final step is an unknown outcome', async () => {
    const job = await upToFinal(publishing, await startJob(), stage.environment())
    for (const body of ['<!doctype html><p>Welcome', '{"uri":"at:', '', '[]']) {
      const outcome = await publishing.perform(job.step, job, stage.environment({ fetch: answering(200, { body }) }))
      expect(outcome).toMatchObject({ ok: false, trouble: { kind: 'unknown-outcome' } })
    }
  })

  test('a 429 says until when to wait', async () => {
    const job = await startJob()
    const step = publishing.nextStep(job)
    if (!step) throw new Error('Nothing to do.')
    const now = Temporal.Instant.from('2027-01-01T00:00:00Z')
    const environment = stage.environment({ fetch: answering(429, { headers: { 'retry-after': '90' } }), now: () => now })
    const outcome = await publishing.perform(step, job, environment)
    expect(outcome).toMatchObject({ ok: false, trouble: { kind: 'slow-down', until: now.add({ seconds: 90 }) } })
  })

  test('troubles never repeat a token, and have words', async () => {
    const job = await upToFinal(publishing, await startJob(), stage.environment())
    const secrets = stringsIn(job.access.secret).filter((text) => text.length > 20)
    const body = JSON.stringify({ error: 'Bad', message: `You sent ${secrets.join(' and ')}` })
    for (const status of [200, 400, 401, 403, 429, 500]) {
      const outcome = await publishing.perform(job.step, job, stage.environment({ fetch: answering(status, { body }) }))
      expect(outcome).toMatchObject({ ok: false, trouble: { reason: { code: expect.toSatisfy((code: string) => known(code, texts)) } } })
      for (const secret of secrets) expect(JSON.stringify(outcome)).not.toContain(secret)
    }
  })

  test('taking down removes every part, and doing it again succeeds', async () => {
    const before = await stage.live()
    const done = await finish(await startJob())
    await expect(publishing.takeDown(done, stage.environment())).resolves.toMatchObject({ ok: true })
    expect(await stage.live()).toEqual(before)
    await expect(publishing.takeDown(done, stage.environment())).resolves.toMatchObject({ ok: true })
  })

  test('a grant that was withdrawn says signed-out', async () => {
    const access = await stage.connect()
    await stage.endGrant()
    await expect(network.connecting.refresh(access, stage.environment())).resolves.toMatchObject({
      ok: false,
      trouble: { kind: 'signed-out' },
    })
  })
}

/** What generic code does when it does not know whether a step happened. */
async function resultAfterLoss(
  publishing: Publishing,
  { step, job, environment }: { readonly step: Step; readonly job: Delivery; readonly environment: NetworkEnvironment },
): Promise<Json> {
  if (step.final) {
    const looked = valueOf(await publishing.lookUp(step, job, environment))
    if (looked.found) return looked.result
  }
  return valueOf(await publishing.perform(step, job, environment))
}

async function upToFinal(
  publishing: Publishing,
  start: Delivery,
  environment: NetworkEnvironment,
): Promise<Delivery & { readonly step: Step }> {
  let job = start
  for (let step = publishing.nextStep(job); step; step = publishing.nextStep(job)) {
    if (step.final) return { ...job, step }
    job = withResult(job, step, valueOf(await publishing.perform(step, job, environment)))
  }
  throw new Error('This post has no final step.')
}

function kindOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'done' : outcome.trouble.kind
}

function withResult(job: Delivery, step: Step, result: Json): Delivery {
  return { ...job, results: { ...job.results, [step.name]: result } }
}

function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`Unexpected trouble: ${JSON.stringify(outcome.trouble)}`)
  return outcome.value
}

/** The request arrives and is answered, but the answer is lost. */
function answerLost(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    await response.arrayBuffer()
    throw new TypeError('The connection was reset.')
  }
}

function answering(
  status: number,
  { body = '{}', headers = {} }: { body?: string; headers?: Record<string, string> } = {},
): typeof globalThis.fetch {
  return async () => new Response(body, { status, headers: { 'content-type': 'application/json', ...headers } })
}

function stringsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((each: Json) => stringsIn(each)) : []
}
