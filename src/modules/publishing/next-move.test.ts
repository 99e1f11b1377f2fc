import { expect, test } from 'vitest'

import type { DeliveryRow } from './held-delivery.ts'
import { nextMove } from './next-move.ts'

const due = Temporal.Instant.from('2026-11-24T09:00:00Z')
const late = { now: due.add({ hours: 2 }), latest: due.add({ hours: 1 }), absent: false }

test('what is too late waits for a person, and is missed only where nothing of it can be out', () => {
  const next = { ...late, nextStep: () => ({ name: 'part 2', final: true }) }
  expect(nextMove(row({ live_parts: 0 }), next)).toEqual({ kind: 'give-to-a-person', state: 'missed' })
  expect(nextMove(row({ live_parts: 1 }), next)).toEqual({ kind: 'give-to-a-person', state: 'needs-a-person' })
})

test('what a network does after the last part is out is never too late', () => {
  const step = { name: 'permalink 1', final: false }
  expect(nextMove(row({ live_parts: 2 }), { ...late, nextStep: () => step })).toEqual({ kind: 'send', step })
  expect(nextMove(row({ live_parts: 2 }), { ...late, nextStep: () => undefined })).toEqual({ kind: 'finish' })
})

function row(more: Partial<DeliveryRow>): DeliveryRow {
  const moment = new Date(due.epochMilliseconds)
  const parts = ['one', 'two'].map((text) => ({ text, media: [] }))
  return {
    workspace_id: 'w',
    id: 'd',
    post_id: 'p',
    brand_id: 'b',
    account_id: 'a',
    network: 'tea',
    is_answer: false,
    state: 'sending',
    wish: 'publish',
    due_at: moment,
    content: { parts, languages: [], settings: {} },
    prepared: {},
    begun_at: moment,
    results: {},
    live_parts: 0,
    unclear_step: null,
    unclear_since: null,
    resend_allowed: false,
    tries: 0,
    attempts: 1,
    lease: 'l',
    lease_until: moment,
    next_try_at: moment,
    cleared: true,
    wake_at: moment,
    reason: null,
    external_id: null,
    url: null,
    published_at: null,
    settled_at: null,
    updated_at: moment,
    ...more,
  }
}
