import { afterEach, expect, test } from 'vitest'

import { publishing } from './publishing.ts'
import { answering, changedStandIn, finish, first, say, stagesUntil, standingClock, startJob, valueOf } from './test-stage.ts'

const stageWith = stagesUntil(afterEach)

function problem(status: number, answer: object, headers: Record<string, string> = {}): Response {
  return Response.json(answer, { status, headers })
}

const capped = { type: 'https://api.x.com/2/problems/usage-capped', title: 'UsageCapExceeded', detail: 'Usage cap exceeded' }
const enrolled = { type: 'https://api.x.com/2/problems/client-forbidden', title: 'Client Forbidden', detail: 'Not enrolled' }

test.each([
  ['app-not-allowed', 403, enrolled],
  ['cap-reached', 429, capped],
  ['cap-reached', 403, capped],
  [
    'refused',
    400,
    { title: 'Invalid Request', type: 'https://api.x.com/2/problems/invalid-request', errors: [{ message: 'text: too odd' }] },
  ],
  ['refused', 403, { title: 'Forbidden', detail: 'Reply to this conversation is not allowed' }],
])('X says %s for a %i', async (code, status, answer) => {
  const stage = await stageWith()
  const job = await startJob(stage, { parts: [say('Hello')] })
  const fetch = answering(stage, /tweets$/, () => problem(status, answer))
  const detail = expect.stringContaining(`${status} ${answer.title}`)
  expect(await publishing.perform(first, job, stage.environment({ fetch }))).toMatchObject({
    trouble: { kind: 'rejected', reason: { code, detail } },
  })
})

test('X says that the credits are used up', async () => {
  const stage = await stageWith({ kind: changedStandIn({ creditMills: 20 }) })
  await finish(stage, await startJob(stage, { parts: [say('One')] }))
  const job = await startJob(stage, { parts: [say('Two')] })
  expect(await publishing.perform(first, job, stage.environment())).toMatchObject({
    trouble: { kind: 'rejected', reason: { code: 'credits-used-up' } },
  })
})

test('X says until when to wait, by the limit that is used up', async () => {
  const clock = standingClock()
  const stage = await stageWith({ now: clock.now })
  const job = await startJob(stage, { parts: [say('Hello')] }, clock.now())
  const at = (seconds: number) => String(Math.floor(clock.now().epochMilliseconds / 1000) + seconds)
  const usual = { 'x-rate-limit-remaining': '3', 'x-rate-limit-reset': at(60) }
  const daily = { 'x-user-limit-24hour-remaining': '0', 'x-user-limit-24hour-reset': at(7200) }
  for (const [headers, until] of [
    [{ ...usual, ...daily }, '2027-03-01T14:00:00Z'],
    [{ ...usual, 'x-rate-limit-remaining': '0' }, '2027-03-01T12:01:00Z'],
    [{ ...usual, 'x-app-limit-24hour-remaining': '0', 'x-app-limit-24hour-reset': at(600), ...daily }, '2027-03-01T14:00:00Z'],
    [usual, '2027-03-01T12:01:00Z'],
    [{}, '2027-03-01T12:01:00Z'],
  ] as const) {
    const fetch = answering(stage, /tweets$/, () => problem(429, { title: 'Too Many Requests' }, headers))
    const outcome = await publishing.perform(first, job, stage.environment({ fetch }))
    expect(JSON.parse(JSON.stringify(outcome))).toMatchObject({ trouble: { kind: 'slow-down', until } })
  }
})

test('after a hundred posts in a quarter of an hour X asks for a pause, and then goes on', async () => {
  const clock = standingClock()
  const stage = await stageWith({ now: clock.now })
  const job = await startJob(stage, { parts: [say('0')] }, clock.now())
  for (let count = 0; count < 100; count += 1) {
    valueOf(await publishing.perform(first, { ...job, content: { ...job.content, parts: [say(`${count}`)] } }, stage.environment()))
  }
  const more = { ...job, content: { ...job.content, parts: [say('one more')] } }
  const paused = await publishing.perform(first, more, stage.environment())
  expect(JSON.parse(JSON.stringify(paused))).toMatchObject({ trouble: { kind: 'slow-down', until: '2027-03-01T12:15:00Z' } })
  clock.pass(900)
  expect(await publishing.perform(first, more, stage.environment())).toMatchObject({ ok: true })
})
