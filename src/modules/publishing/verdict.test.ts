import { expect, test } from 'vitest'

import type { Publishing, Trouble } from '#networks/network'

import type { DeliveryRow } from './held-delivery.ts'
import { afterLooking, afterSending } from './verdict.ts'

const start = Temporal.Instant.from('2026-11-24T09:00:00Z')
const latest = at(3600)
const part = { step: { name: 'part 1', final: true }, latest }
const reason = { code: 'no-clear-answer' }
const absent = { ok: true, value: { found: false } } as const
const fiftyMinutes: Publishing['absence'] = { proof: 'token', forSeconds: 3000 }

test('absence is sent again under its token while the network still knows the token', () => {
  const look = afterLooking(inDoubt(), { ...part, absence: fiftyMinutes, startedAt: at(200) }, absent)
  expect(look).toMatchObject({ outcome: 'absent', absent: true, next: 'go-on', patch: {} })
})

test('where the token has run out, absence must settle before anything is sent again', () => {
  const row = inDoubt({ unclear_since: date(2900) })
  const early = afterLooking(row, { ...part, absence: fiftyMinutes, startedAt: at(3001) }, absent)
  expect(early).toMatchObject({ next: 'let-go', patch: { state: 'unconfirmed', lease: null } })
  expect(early.absent).toBeUndefined()
  const settled = afterLooking(row, { ...part, absence: fiftyMinutes, startedAt: at(3501) }, absent)
  expect(settled).toMatchObject({ next: 'go-on', patch: { state: 'sending', unclear_step: null, unclear_since: null } })
})

function patchAfter(absence: Publishing['absence'], seconds: number) {
  return afterLooking(inDoubt(), { ...part, absence, startedAt: at(seconds) }, absent).patch
}

test('where absence is never proven, what may yet be found is looked for before a person is asked', () => {
  expect(patchAfter({ proof: 'never', lookForSeconds: 90 }, 5)).toMatchObject({ state: 'unconfirmed', tries: 1 })
  expect(patchAfter({ proof: 'never', lookForSeconds: 90 }, 91)).toMatchObject({ state: 'needs-a-person' })
  expect(patchAfter({ proof: 'never' }, 0)).toMatchObject({ state: 'needs-a-person' })
})

test('a token without an end counts as long as anything is in doubt', () => {
  const look = afterLooking(
    inDoubt({ unclear_since: date(90_000) }),
    { ...part, absence: { proof: 'token' }, startedAt: at(90_001) },
    absent,
  )
  expect(look).toMatchObject({ absent: true, patch: {} })
})

test('a clear refusal of a second attempt leaves the doubt about the first where it was', () => {
  for (const kind of ['unavailable', 'rejected', 'signed-out'] as const) {
    const { patch } = afterSending(inDoubt({ unclear_since: date(100), tries: 1 }), part, { ok: false, trouble: { kind, reason } })
    expect(patch).toMatchObject({ unclear_step: 'part 1', unclear_since: date(100) })
  }
})

test('what an earlier step made is forgotten only while nothing is in doubt', () => {
  const trouble: Trouble = { kind: 'unavailable', reason, forget: ['container'] }
  const results = { container: { id: '1' }, ready: true }
  const sure = afterSending({ ...inDoubt(), unclear_step: null, unclear_since: null, results }, part, { ok: false, trouble })
  expect(sure.patch).toMatchObject({ state: 'retrying', results: '{"ready":true}' })
  const doubtful = afterSending({ ...inDoubt({ tries: 1 }), results }, part, { ok: false, trouble })
  expect(doubtful.patch).toMatchObject({ state: 'unconfirmed' })
  expect(doubtful.patch).not.toHaveProperty('results')
})

test('a pause that the network asks for is no failed try, and ends when it could not go out by itself any more', () => {
  const row = { ...inDoubt(), unclear_step: null, unclear_since: null }
  const pause = (until: Temporal.Instant) => afterSending(row, part, { ok: false, trouble: { kind: 'slow-down', reason, until } }).patch
  expect(pause(at(30))).toMatchObject({ state: 'retrying', tries: 0, next_try_at: date(30) })
  expect(pause(at(86_400))).toMatchObject({ state: 'retrying', next_try_at: date(3601) })
})

test('what is only being finished after all is out is never hurried by the end of the time for sending', () => {
  const content = { parts: [{ text: 'out', media: [] }], languages: [], settings: {} }
  const row = { ...inDoubt({ content, live_parts: 1 }), unclear_step: null, unclear_since: null }
  const pause = { ok: false, trouble: { kind: 'slow-down', processing: true, reason, until: at(86_400) } } as const
  expect(afterSending(row, { step: { name: 'confirm 1', final: false }, latest }, pause).patch).toMatchObject({
    next_try_at: date(86_400),
  })
})

test('what the network took and then refused is not live, and can begin anew', () => {
  const row = { ...inDoubt({ live_parts: 1, results: { 'part 1': { id: '1' } } }), unclear_step: null, unclear_since: null }
  const confirm = { step: { name: 'confirm 1', final: false }, latest }
  const refused = afterSending(row, confirm, { ok: false, trouble: { kind: 'rejected', reason, undone: true } })
  expect(refused.patch).toMatchObject({ state: 'rejected', live_parts: 0 })
  const again = afterSending(row, confirm, { ok: false, trouble: { kind: 'unavailable', reason, forget: ['part 1'], undone: true } })
  expect(again.patch).toMatchObject({ state: 'retrying', live_parts: 0, results: '{}' })
  expect(afterSending(row, confirm, { ok: false, trouble: { kind: 'rejected', reason } }).patch).not.toHaveProperty('live_parts')
})

test('a pause while something is in doubt counts, so that a person is asked in the end', () => {
  const pausing = { ok: false, trouble: { kind: 'slow-down', reason, until: at(30) } } as const
  expect(afterSending(inDoubt({ tries: 3 }), part, pausing).patch).toMatchObject({ state: 'unconfirmed', tries: 4 })
  expect(afterSending(inDoubt({ tries: 120 }), part, pausing).patch).toMatchObject({ state: 'needs-a-person' })
})

/** Begun at nine, in doubt since then. */
function inDoubt(more: Partial<DeliveryRow> = {}): DeliveryRow {
  return {
    workspace_id: 'w',
    id: 'd',
    post_id: 'p',
    brand_id: 'b',
    account_id: 'a',
    network: 'tea',
    is_answer: false,
    state: 'unconfirmed',
    wish: 'publish',
    due_at: date(0),
    content: null,
    prepared: {},
    begun_at: date(0),
    results: {},
    live_parts: 0,
    unclear_step: 'part 1',
    unclear_since: date(0),
    resend_allowed: false,
    tries: 0,
    attempts: 1,
    lease: 'l',
    lease_until: date(20),
    next_try_at: date(0),
    cleared: true,
    wake_at: date(20),
    reason: null,
    external_id: null,
    url: null,
    published_at: null,
    settled_at: null,
    updated_at: date(0),
    ...more,
  }
}

function at(seconds: number): Temporal.Instant {
  return start.add({ seconds })
}

function date(seconds: number): Date {
  return new Date(at(seconds).epochMilliseconds)
}
