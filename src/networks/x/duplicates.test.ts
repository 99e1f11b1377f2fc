import { afterEach, expect, test } from 'vitest'

import type { Delivery } from '../network.ts'
import type { StandInStage } from '../test-stand-in-stage.ts'
import { publishing } from './publishing.ts'
import { answering, finish, first, live, say, stagesUntil, standingClock, startJob, valueOf } from './test-stage.ts'

const stageWith = stagesUntil(afterEach)

const refusal = {
  detail: 'You are not allowed to create a Tweet with duplicate content.',
  type: 'about:blank',
  title: 'Forbidden',
  status: 403,
}
const emptyList = () => Response.json({ meta: { result_count: 0 } })

test('the same words are a plain refusal where an older post has them', async () => {
  const clock = standingClock()
  const stage = await stageWith({ now: clock.now })
  await finish(stage, await startJob(stage, { parts: [say('Good morning')] }, clock.now()))
  clock.pass(3600)
  const again = await startJob(stage, { parts: [say('Good morning')] }, clock.now())
  expect(await publishing.perform(first, again, stage.environment())).toMatchObject({
    ok: false,
    trouble: { kind: 'rejected', reason: { code: 'duplicate', detail: `403 Forbidden: ${refusal.detail}` } },
  })
  expect(live(stage)).toHaveLength(1)
})

test('the same words are this very post where an earlier attempt had landed', async () => {
  const clock = standingClock()
  const stage = await stageWith({ now: clock.now })
  const job = await startJob(stage, { parts: [say('Only once')] }, clock.now())
  const made = valueOf(await publishing.perform(first, job, stage.environment()))
  clock.pass(200)
  expect(await publishing.perform(first, job, stage.environment())).toEqual({ ok: true, value: made })
  expect(live(stage)).toHaveLength(1)
})

test('the same words of another post of Hearth’s, made a moment before, are a refusal and not this post', async () => {
  const clock = standingClock()
  const stage = await stageWith({ now: clock.now })
  await finish(stage, await startJob(stage, { parts: [say('Twins')] }, clock.now()))
  const [twin] = live(stage)
  clock.pass(2)
  const second = await startJob(stage, { parts: [say('Twins')] }, clock.now())
  const knowing = stage.environment({ taken: async () => new Set([twin?.id ?? '']) })
  const refused = { ok: false, trouble: { kind: 'rejected', reason: { code: 'duplicate' } } }
  expect(await publishing.perform(first, second, knowing)).toMatchObject(refused)
  expect(live(stage)).toHaveLength(1)
})

test('the same words leave the outcome open while the list may lag behind an earlier attempt', async () => {
  const clock = standingClock()
  const stage = await stageWith({ now: clock.now })
  const job = await startJob(stage, { parts: [say('Lagging')] }, clock.now())
  valueOf(await publishing.perform(first, job, stage.environment()))
  clock.pass(200)
  const lagging = stage.environment({ fetch: answering(stage, /users/, emptyList) })
  const unclear = { kind: 'unknown-outcome', reason: { code: 'duplicate-unclear' } }
  expect(await publishing.perform(first, job, lagging)).toMatchObject({ ok: false, trouble: unclear })
  const silent = stage.environment({ fetch: answering(stage, /users/, () => Response.json({}, { status: 503 })) })
  expect(await publishing.perform(first, job, silent)).toMatchObject({ ok: false, trouble: unclear })
})

test.each([0, 90])('the same words end as a refusal, not in a circle, when the first attempt is %i seconds old', async (age) => {
  const clock = standingClock()
  const stage = await stageWith({ now: clock.now })
  stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Somebody was first' })
  clock.pass(3600)
  const job = await startJob(stage, { parts: [say('Somebody was first')] }, clock.now())
  clock.pass(age)
  expect(await attemptUntilClear(stage, job, clock)).toMatchObject({ kind: 'rejected', reason: { code: 'duplicate' } })
  expect(live(stage)).toHaveLength(1)
})

/** What generic code does: after an unclear answer look, wait until absence has settled, and try again; a few rounds must do. */
async function attemptUntilClear(stage: StandInStage, job: Delivery, clock: { pass(seconds: number): void }): Promise<unknown> {
  for (let round = 0; round < 6; round += 1) {
    const outcome = await publishing.perform(first, job, stage.environment())
    if (outcome.ok || outcome.trouble.kind !== 'unknown-outcome') return outcome.ok ? outcome : outcome.trouble
    expect(await publishing.lookUp(first, job, stage.environment())).toEqual({ ok: true, value: { found: false } })
    clock.pass(181)
  }
  return 'no end'
}
