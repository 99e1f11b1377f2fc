import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import type { Json } from '#kit/json'

import { describeInsights } from './conformance-insights.ts'
import { describeLooking } from './conformance-looking.ts'
import type { Delivery, Network, NetworkEnvironment, Publishing, Step } from './network.ts'
import type { Stage } from './stage.ts'
import { stepsOf, valueOf, withResult } from './test-steps.ts'

interface Promised {
  readonly network: Network
  readonly publishing: Publishing
  readonly setStage: () => Promise<Stage>
  readonly tellsNumbers: boolean
  readonly hasWords: (code: string) => boolean
}

/** What every network that publishes promises; registers the tests. */
export function describePublishing(promised: Promised): void {
  let stage: Stage | undefined
  beforeAll(async () => {
    stage = await promised.setStage()
  })
  afterAll(() => stage?.close())

  const trial = asTrial(promised, () => {
    if (!stage) throw new Error('The stage is not set.')
    return stage
  })
  describeOnce(trial)
  describeUnclearAnswers(trial)
  describeTroubles(trial)
  describeLooking(trial)
  if (promised.tellsNumbers)
    describeInsights({ ...trial, publish: async () => promised.publishing.published(await trial.finish(await trial.start())).externalId })
  describeEnding(trial)
}

interface Trial extends Promised {
  readonly stage: () => Stage
  readonly start: () => Promise<Delivery>
  readonly finish: (job: Delivery) => Promise<Delivery>
  /** One post before its final step, for tests of which nothing arrives: it is prepared once for all of them. */
  readonly ready: () => Promise<Ready>
}

type Ready = Delivery & { readonly step: Step }

function asTrial(promised: Promised, stage: () => Stage): Trial {
  const { startJob, runTo } = stepsOf(promised.publishing)
  let ready: Promise<Ready> | undefined
  const trial: Trial = {
    ...promised,
    stage,
    start: async () => startJob(await stage().connect(), stage().content, Temporal.Now.instant()),
    finish: (job) => runTo(undefined, job, stage().environment()),
    ready: () => (ready ??= upToFinal(trial)),
  }
  return trial
}

function describeOnce(trial: Trial): void {
  const { publishing } = trial

  test('what it prepares, and everything it saves, survives being written to the database', async () => {
    const job = await trial.start()
    expect(JSON.parse(JSON.stringify(job.prepared))).toEqual(job.prepared)
    const done = await trial.finish(job)
    expect(JSON.parse(JSON.stringify(done.results))).toEqual(done.results)
    expect(await trial.stage().live()).toContain(publishing.published(done).externalId)
    expect(publishing.published(done).url).toMatch(/^https?:\/\//)
  })

  test('publishes once, however often a step is repeated after its answer was lost', async () => {
    const before = await trial.stage().live()
    let job = await trial.start()
    for (let step = publishing.nextStep(job); step; step = publishing.nextStep(job)) {
      await publishing.perform(step, job, trial.stage().environment())
      const value = await resultAfterLoss(publishing, { step, job, environment: trial.stage().environment() })
      job = withResult(job, step, { ok: true, value })
    }
    const made = (await trial.stage().live()).filter((id) => !before.includes(id))
    expect(made).toHaveLength(job.content.parts.length)
    const down = publishing.takeDown?.(job, trial.stage().environment()) ?? { ok: true }
    expect(await down).toMatchObject({ ok: true })
  })

  test('a connection that breaks after sending a final step leaves an unknown outcome, and looking finds the truth', async () => {
    const before = await trial.stage().live()
    const job = await upToFinal(trial)
    const lossy = trial.stage().environment({ fetch: answerLost(trial.stage().environment().fetch) })
    expect(await publishing.perform(job.step, job, lossy)).toMatchObject({ ok: false, trouble: { kind: 'unknown-outcome' } })
    const looked = valueOf(await publishing.lookUp(job.step, job, trial.stage().environment()))
    const result = z.object({ found: z.literal(true), result: z.json() }).parse(looked).result
    await trial.finish(withResult(job, job.step, { ok: true, value: result }))
    expect((await trial.stage().live()).filter((id) => !before.includes(id))).toHaveLength(job.content.parts.length)
  })
}

function describeUnclearAnswers(trial: Trial): void {
  const { publishing } = trial

  test('a final step that never left is not found', async () => {
    const job = await trial.ready()
    await expect(publishing.lookUp(job.step, job, trial.stage().environment())).resolves.toEqual({ ok: true, value: { found: false } })
  })

  test.each([
    [200, '{}'],
    [200, '<!doctype html><p>Welcome'],
    [401, '{"error":"Unauthorized"}'],
    [404, '<!doctype html><p>Not found'],
    [500, '{"error":"InternalServerError"}'],
  ])('looking and getting %i %s proves nothing', async (status, body) => {
    const job = await trial.ready()
    const looked = await publishing.lookUp(job.step, job, trial.stage().environment({ fetch: answering(status, { body }) }))
    expect(looked).toMatchObject({ ok: false })
  })

  test.each([202, 500, 502, 503])('an answer of %i to a final step is an unknown outcome', async (status) => {
    const job = await trial.ready()
    const outcome = await publishing.perform(job.step, job, trial.stage().environment({ fetch: answering(status) }))
    expect(outcome).toMatchObject({ ok: false, trouble: { kind: 'unknown-outcome' } })
  })

  test('a page or half an answer to a final step is an unknown outcome', async () => {
    const job = await trial.ready()
    for (const body of ['<!doctype html><p>Welcome', '{"uri":"at:', '', '[]']) {
      const outcome = await publishing.perform(job.step, job, trial.stage().environment({ fetch: answering(200, { body }) }))
      expect(outcome).toMatchObject({ ok: false, trouble: { kind: 'unknown-outcome' } })
    }
  })
}

function describeTroubles(trial: Trial): void {
  const { publishing } = trial

  test('a 429 says until when to wait', async () => {
    const job = await trial.start()
    const step = publishing.nextStep(job)
    if (!step) throw new Error('Nothing to do.')
    const now = Temporal.Instant.from('2027-01-01T00:00:00Z')
    const environment = trial.stage().environment({ fetch: answering(429, { headers: { 'retry-after': '90' } }), now: () => now })
    const outcome = await publishing.perform(step, job, environment)
    // As text: two instants always look alike to the matcher.
    expect(JSON.parse(JSON.stringify(outcome))).toMatchObject({ trouble: { kind: 'slow-down', until: '2027-01-01T00:01:30Z' } })
  })

  test('troubles never repeat a token, and have words', async () => {
    const job = await trial.ready()
    const secrets = stringsIn(job.access.secret).filter((text) => text.length > 20)
    const body = JSON.stringify({ error: 'Bad', message: `You sent ${secrets.join(' and ')}` })
    for (const status of [200, 400, 401, 403, 429, 500]) {
      const outcome = await publishing.perform(job.step, job, trial.stage().environment({ fetch: answering(status, { body }) }))
      expect(outcome).toMatchObject({ ok: false, trouble: { reason: { code: expect.toSatisfy((code: string) => trial.hasWords(code)) } } })
      for (const secret of secrets) expect(JSON.stringify(outcome)).not.toContain(secret)
    }
  })
}

function describeEnding(trial: Trial): void {
  const { network, publishing } = trial

  // A network that lets nobody delete through its API leaves it to a person; generic code tells them.
  test.runIf(publishing.takeDown)('taking down removes every part, and doing it again succeeds', async () => {
    const before = await trial.stage().live()
    const done = await trial.finish(await trial.start())
    expect(await publishing.takeDown?.(done, trial.stage().environment())).toMatchObject({ ok: true })
    expect(await trial.stage().live()).toEqual(before)
    expect(await publishing.takeDown?.(done, trial.stage().environment())).toMatchObject({ ok: true })
  })

  test('a grant that was withdrawn says signed-out', async () => {
    const access = await trial.stage().connect()
    await trial.stage().endGrant()
    await expect(network.connecting.refresh(access, trial.stage().environment())).resolves.toMatchObject({
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

async function upToFinal({ publishing, start, stage }: Trial): Promise<Ready> {
  let job = await start()
  for (let step = publishing.nextStep(job); step; step = publishing.nextStep(job)) {
    if (step.final) return { ...job, step }
    job = withResult(job, step, await publishing.perform(step, job, stage().environment()))
  }
  throw new Error('This post has no final step.')
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
