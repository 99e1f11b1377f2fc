import { expect, test } from 'vitest'

import type { DeliveryState, PostState } from './contract.ts'
import { canBeTakenDown, decisionsFor, postState, type Standing, whyFixed } from './states.ts'

const postStates: readonly [readonly DeliveryState[], PostState][] = [
  [[], 'draft'],
  [['waiting'], 'scheduled'],
  [['waiting', 'published'], 'sending'],
  [['sending'], 'sending'],
  [['retrying', 'waiting'], 'sending'],
  [['unconfirmed', 'published'], 'sending'],
  [['published'], 'published'],
  [['published', 'cancelled'], 'published'],
  [['published', 'taken-down'], 'published'],
  [['published', 'rejected'], 'attention'],
  [['missed'], 'attention'],
  [['needs-a-person', 'sending'], 'attention'],
  [['taking-down'], 'sending'],
  [['taken-down'], 'taken-down'],
  [['taken-down', 'cancelled'], 'taken-down'],
  [['cancelled'], 'cancelled'],
]

test.each(postStates)('a post with deliveries %j is %s', (states, expected) => {
  expect(postState(states.map((state) => ({ state })))).toBe(expected)
})

test('a post is fixed once a part of it may be out, and free while surely none is', () => {
  expect(
    whyFixed([delivery('waiting'), delivery('retrying'), delivery('rejected'), delivery('missed'), delivery('cancelled')]),
  ).toBeUndefined()
  expect(whyFixed([delivery('waiting'), delivery('sending')])).toBe('POST_IS_SENDING')
  expect(whyFixed([delivery('retrying', { live_parts: 1 })])).toBe('POST_IS_SENDING')
  expect(whyFixed([delivery('unconfirmed', { unclear_step: 'part 1' })])).toBe('POST_IS_SENDING')
  expect(whyFixed([delivery('needs-a-person', { unclear_step: 'part 1' })])).toBe('POST_IS_OUT')
  expect(whyFixed([delivery('rejected', { live_parts: 1 })])).toBe('POST_IS_OUT')
  expect(whyFixed([delivery('published', { live_parts: 1 })])).toBe('POST_IS_OUT')
  expect(whyFixed([delivery('taken-down')])).toBe('POST_IS_OUT')
})

test('what may be out cannot be cancelled, only looked for, finished, or taken down', () => {
  const states: DeliveryState[] = ['retrying', 'rejected', 'unconfirmed', 'needs-a-person']
  for (const state of states) {
    for (const out of [{ live_parts: 1 }, { unclear_step: 'part 1' }]) {
      expect(decisionsFor(delivery(state, out))).not.toContain('cancel')
      expect(canBeTakenDown(delivery(state, out))).toBe(true)
    }
  }
  expect(decisionsFor(delivery('needs-a-person', { unclear_step: 'part 1' }))).toEqual(['look-again', 'mark-published', 'send-now'])
  expect(decisionsFor(delivery('missed'))).toEqual(['send-now', 'cancel'])
})

test('a person who is asked to delete by hand says that it is done, or that it stays; where Hearth can delete it may also try again', () => {
  const down = { wish: 'take-down', live_parts: 1 } as const
  expect(decisionsFor(delivery('needs-a-person', { ...down, reason: { code: 'delete-by-hand' } }))).toEqual([
    'mark-taken-down',
    'mark-published',
  ])
  expect(decisionsFor(delivery('needs-a-person', { ...down, reason: { code: 'signed-out' } }))).toEqual([
    'look-again',
    'mark-taken-down',
    'mark-published',
  ])
})

function delivery(state: DeliveryState, more: Partial<Standing> = {}): Standing {
  return { state, wish: 'publish', live_parts: 0, unclear_step: null, reason: null, ...more }
}
