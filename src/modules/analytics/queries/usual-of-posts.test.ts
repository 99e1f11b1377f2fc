import { expect, test } from 'vitest'

import { analyticsWorld, type Told } from '../test-analytics.ts'
import { readPost } from './read-post.ts'

test('usual for a post is the median of all others of its account of 90 days, each metric of those that tell it; of two years where they are few', async () => {
  await using at = await analyticsWorld()
  const stand = async (posts: Readonly<Record<string, Told>>, day: string, on = 0) => {
    for (const name of Object.keys(posts)) await at.post(name, { at: `${day}T01:00:00Z`, on })
    await at.tell('2026-03-19T02:00:00Z', posts, on)
  }
  const usual = async (externalId: string) => {
    const row = await at.db.selectFrom('analytics.post').select('id').where('external_id', '=', externalId).executeTakeFirstOrThrow()
    return (await readPost(at.needs, { workspaceId: at.ids.workspaceId, id: row.id })).usual
  }
  await stand(
    {
      it: { impressions: 1000, reach: 900 },
      a: { impressions: 10, reach: 5 },
      b: { impressions: 20, reach: 7 },
      c: { impressions: 30, reach: 100 },
      d: { impressions: 40 },
      e: { impressions: 50 },
      f: { impressions: 60 },
    },
    '2026-03-10',
  )
  await stand({ 'long ago': { impressions: 1_000_000 } }, '2025-11-01')
  await stand({ m: { impressions: 1 }, n: { impressions: 2 }, o: { impressions: 3 } }, '2026-03-10', 1)
  expect(await usual('it')).toMatchObject({ posts: 6, days: 90, values: { impressions: 35, reach: 7, saves: null } })
  expect(await usual('m')).toBeUndefined()
  await stand({ x: { impressions: 4 }, y: { impressions: 5 }, z: { impressions: 6 } }, '2025-03-10', 1)
  expect(await usual('m')).toMatchObject({ posts: 5, days: 730, values: { impressions: 4, reach: null } })
})
