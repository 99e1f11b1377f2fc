import { expect, test } from 'vitest'

import type { Delivery, Post } from '#contract/publishing'

import { actionsFor } from './actions-for.ts'

const everything = () => true

function offered(state: Post['state'], deliveries: Delivery[], may = everything as Parameters<typeof actionsFor>[1]) {
  const can = actionsFor({ state, deliveries, accountIds: ['a'] }, may)
  return Object.entries(can).flatMap(([name, on]) => (on ? [name] : []))
}

function delivery(state: Delivery['state'], attempts = 0): Delivery {
  return {
    id: 'd',
    accountId: 'a',
    network: 'bluesky',
    state,
    dueAt: '2026-11-24T00:00:00Z',
    attempts,
    decisions: [],
    correctable: false,
    leftOut: [],
    takenDownBy: 'hearth',
  }
}

test('a draft can be written, timed, published, kept and deleted', () => {
  expect(offered('draft', [])).toEqual(['edit', 'move', 'publishNow', 'duplicate', 'keep', 'remove'])
})

test('a scheduled post can also be cancelled, a live one only copied, kept or taken down', () => {
  expect(offered('scheduled', [delivery('waiting')])).toEqual(['edit', 'move', 'publishNow', 'unschedule', 'duplicate', 'keep', 'remove'])
  expect(offered('published', [{ ...delivery('published', 1), publishedAt: '2026-11-24T00:00:00Z' }])).toEqual([
    'duplicate',
    'keep',
    'takeDown',
  ])
})

test('a post on its way can only be copied', () => {
  expect(offered('sending', [delivery('sending', 1)])).toEqual(['duplicate'])
})

test('a refused post can be corrected, one that may be out cannot', () => {
  expect(offered('attention', [delivery('rejected', 1)])).toEqual(['edit', 'move', 'publishNow', 'duplicate', 'remove'])
  expect(offered('attention', [delivery('needs-a-person', 2)])).toEqual(['duplicate'])
})

test('who may only read is offered nothing', () => {
  expect(offered('scheduled', [delivery('waiting')], (permission) => permission === 'posts.read')).toEqual([])
})
