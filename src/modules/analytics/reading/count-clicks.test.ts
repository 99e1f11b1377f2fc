import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import { figures } from '../queries/figures.ts'
import { rebuild } from '../rebuild/rebuild.ts'
import { type AnalyticsWorld, analyticsWorld, usual } from '../test-analytics.ts'
import { countClicks } from './count-clicks.ts'

/** A short link of a post's delivery, followed so often until now. */
async function link(at: AnalyticsWorld, externalId: string): Promise<(persons: number) => Promise<void>> {
  const { workspaceId, brandId } = at.ids
  const post = await at.db.selectFrom('analytics.post').selectAll().where('external_id', '=', externalId).executeTakeFirstOrThrow()
  const id = randomUUID()
  await at.db
    .insertInto('links.link')
    .values({
      workspace_id: workspaceId,
      id,
      brand_id: brandId,
      code: id.slice(0, 7),
      chosen: false,
      target: `https://tea.example/${id}`,
      delivery_id: post.delivery_id,
    })
    .execute()
  return async (persons) => {
    const key = { workspace_id: workspaceId, link_id: id }
    const now = new Date(at.clock.now().epochMilliseconds)
    const hour = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000)
    await at.db
      .insertInto('links.total')
      .values({ ...key, persons })
      .onConflict((on) => on.columns(['workspace_id', 'link_id']).doUpdateSet({ persons }))
      .execute()
    await at.db
      .insertInto('links.hour')
      .values({ ...key, hour, persons, touched_at: now })
      .onConflict((on) => on.columns(['workspace_id', 'link_id', 'hour']).doUpdateSet({ persons, touched_at: now }))
      .execute()
  }
}

test('persons who follow the links of a post are a metric of the post, however often they are taken over', async () => {
  await using at = await analyticsWorld()
  await at.post('one', { at: '2026-03-15T01:00:00Z' })
  const [first, second] = [await link(at, 'one'), await link(at, 'one')]
  await first(3)
  await countClicks(at.needs)
  await countClicks(at.needs)
  at.clock.advance({ hours: 24 })
  await first(5)
  await second(4)
  await countClicks(at.needs)
  await countClicks(at.needs)
  const { total, lines } = await figures(at.needs, {
    ...at.ids,
    ...usual,
    period: { from: '2026-03-19', to: '2026-03-21' },
    basis: 'activity',
    by: 'nothing',
    per: 'day',
    metrics: ['siteClicks'],
    limit: 10,
  })
  expect(total.values.siteClicks).toBe(9)
  expect(lines.filter(({ values }) => values.siteClicks).map(({ bucket, values }) => [bucket, values.siteClicks])).toEqual([
    ['2026-03-20', 3],
    ['2026-03-21', 6],
  ])
  const { tables } = await rebuild(at.db, { repair: false, now: at.clock.now() })
  expect(tables.map(({ different }) => different)).toEqual([0, 0, 0])
})
