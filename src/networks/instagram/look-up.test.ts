import { expect, test } from 'vitest'

import type { Delivery, NetworkEnvironment } from '../network.ts'
import { type ClockedStage, stageForEach } from '../test-stand-in-stage.ts'
import { troubleOf, withResult } from '../test-steps.ts'
import { publishing } from './publishing.ts'
import { testImage, testPost } from './test-content.ts'
import { runTo, setInstagramStage, startJob } from './test-stage.ts'

const part = { name: 'part 1', final: true }
const single = testPost({ text: 'Bread at seven 🍞', media: [testImage('bread', { width: 1080, height: 1350 })] })

const setStage = stageForEach(setInstagramStage)

async function begin(stage: ClockedStage): Promise<Delivery> {
  return startJob(await stage.connect(), single)
}

test('a request to publish that lands after the look-up said “not yet” makes no second post, and its post is adopted', async () => {
  const stage = await setStage()
  const job = await runTo('part 1', await begin(stage), stage.environment())
  const late = heldBack(stage.environment())
  expect(troubleOf(await publishing.perform(part, job, late.environment)).kind).toBe('unknown-outcome')
  expect(await publishing.lookUp(part, job, stage.environment())).toEqual({ ok: true, value: { found: false } })
  await late.arrive()
  const second = troubleOf(await publishing.perform(part, job, stage.environment()))
  expect(second).toMatchObject({ kind: 'unknown-outcome', reason: { code: 'published-before' } })
  const looked = await publishing.lookUp(part, job, stage.environment())
  const live = await stage.live()
  expect(live).toHaveLength(1)
  expect(looked).toMatchObject({ ok: true, value: { found: true, result: { id: live[0] } } })
})

test('when the second request comes first, the late one is refused and changes nothing', async () => {
  const stage = await setStage()
  const job = await runTo('part 1', await begin(stage), stage.environment())
  const late = heldBack(stage.environment())
  await publishing.perform(part, job, late.environment)
  const done = withResult(job, part, await publishing.perform(part, job, stage.environment()))
  await late.arrive()
  expect(await stage.live()).toEqual([publishing.published(done).externalId])
})

test('a post that is out but not in the list yet is looked for again, and counts as out when it never appears', async () => {
  const stage = await setStage({ listingLagSeconds: 24 * 60 * 60 })
  const job = await runTo('part 1', await begin(stage), stage.environment())
  await publishing.perform(part, job, stage.environment())
  expect(troubleOf(await publishing.lookUp(part, job, stage.environment()))).toMatchObject({
    kind: 'unavailable',
    reason: { code: 'not-listed-yet' },
  })
  stage.pass({ minutes: 16 })
  const looked = await publishing.lookUp(part, job, stage.environment())
  expect(looked).toEqual({ ok: true, value: { found: true, result: {} } })
  const done = await runTo(undefined, { ...job, results: { ...job.results, 'part 1': {} } }, stage.environment())
  expect(publishing.published(done).url).toBe(`${stage.origin}/campfire/`)
})

test('an earlier post with the same words is never taken for the one looked for', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  await runTo(undefined, startJob(access, single), stage.environment())
  const job = await runTo('part 1', startJob(access, single), stage.environment())
  await publishing.perform(part, job, stage.environment())
  stage.standIn.act({
    kind: 'post',
    by: stage.profile.id,
    text: 'By hand',
    images: [{ bytes: new Uint8Array(), mimeType: 'image/jpeg', alt: '' }],
  })
  const [, second] = await stage.live()
  expect(await publishing.lookUp(part, job, stage.environment())).toMatchObject({
    ok: true,
    value: { found: true, result: { id: second } },
  })
})

test('questions that the network refuses to answer neither stop a post nor prove anything', async () => {
  const stage = await setStage()
  const job = await runTo('ready 1', await begin(stage), stage.environment())
  const body = JSON.stringify({ error: { message: 'Object does not exist', code: 100, error_subcode: 33 } })
  const forgetful = stage.environment({ fetch: async () => new Response(body, { status: 400 }) })
  expect(await publishing.perform({ name: 'quota', final: false }, job, forgetful)).toEqual({ ok: true, value: {} })
  const unknown = { kind: 'unavailable', reason: { code: 'status-unknown' } }
  expect(troubleOf(await publishing.perform({ name: 'ready 1', final: false }, job, forgetful))).toMatchObject(unknown)
  expect(troubleOf(await publishing.lookUp(part, job, forgetful))).toMatchObject(unknown)
})

/** The request to publish leaves, no answer comes, and it arrives only when the test says so. */
function heldBack(environment: NetworkEnvironment): { environment: NetworkEnvironment; arrive: () => Promise<void> } {
  const held: (() => Promise<Response>)[] = []
  const fetch: typeof globalThis.fetch = (input, init) => {
    if (init?.method !== 'POST') return environment.fetch(input, init)
    held.push(() => environment.fetch(input, init))
    return Promise.reject(new TypeError('The connection was reset.'))
  }
  return {
    environment: { ...environment, fetch },
    arrive: async () => {
      for (const send of held.splice(0)) await (await send()).text()
    },
  }
}
