import { expect, test } from 'vitest'

import { analyticsWorld } from '../test-analytics.ts'
import { readBestTimes } from './read-best-times.ts'

test('the best times of an account come from its own posts, are still to come, and lie some hours apart', async () => {
  await using at = await analyticsWorld()
  const told: Record<string, { reactions: number; comments: number }> = {}
  for (let day = 5; day < 100; day += 1) {
    // In Taipei it is eight in the evening, and eight in the morning.
    for (const hour of [12, 0]) {
      const when = Temporal.Instant.from('2026-03-20T00:00:00Z')
        .subtract({ hours: day * 24 })
        .add({ hours: hour })
      const id = `${day} ${hour}`
      await at.post(id, { at: when.toString() })
      told[id] = hour === 12 ? { reactions: 40 + (day % 7), comments: 4 } : { reactions: 10 + (day % 5), comments: 1 }
    }
  }
  await at.tell('2026-03-20T01:00:00Z', told)
  const { hours, next, accounts } = await readBestTimes(at.needs, { ...at.ids, accountIds: [at.account()] })
  expect(hours[0]).toMatchObject({ hour: 20, sure: 'sure' })
  expect(next.length).toBe(5)
  expect(next.map(({ local }) => local.slice(11))).toEqual(Array.from({ length: 5 }, () => '20:00'))
  expect(next.every(({ at: when }) => when > '2026-03-20T04:00:00Z')).toBe(true)
  expect(accounts).toMatchObject([{ accountId: at.account(), posts: 190, others: 0, heldBack: { posts: 103 } }])
  expect(accounts[0]?.heldBack.lift).toBeGreaterThan(accounts[0]?.heldBack.anyHour ?? 0)
  const strange = readBestTimes(at.needs, { ...at.ids, workspaceId: '00000000-0000-7000-8000-000000000000', accountIds: [at.account()] })
  await expect(strange).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
