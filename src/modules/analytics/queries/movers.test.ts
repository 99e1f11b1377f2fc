import { sql } from 'kysely'
import { expect, test } from 'vitest'

import type { Overview, Period } from '../contract.ts'
import { type AnalyticsWorld, analyticsWorld, usual } from '../test-analytics.ts'
import { overview } from './overview.ts'

/** 1,700 posts over 170 days: most gather in their first week, some as much every day, and some that are old come back for a day. */
async function manyPosts({ db, ids, account }: { db: AnalyticsWorld['db']; ids: AnalyticsWorld['ids']; account: string }): Promise<void> {
  await sql`
    insert into analytics.post (workspace_id, id, subject, account_id, brand_id, network, external_id, type, published_at, first_line, url)
    select ${ids.workspaceId}, gen_random_uuid(), 5000 + i, ${account}, ${ids.brandId}, 'tea', 'many ' || i, 'text',
      '2025-10-01T02:00:00Z'::timestamptz + i / 10 * interval '1 day', 'many ' || i, 'https://tea.example/p'
    from generate_series(0, 1699) i`.execute(db)
  await sql`
    insert into analytics.post_rollup (workspace_id, subject, grain, bucket, impressions, reactions)
    select ${ids.workspaceId}, 5000 + i, 'day', day, gathered, case when i % 13 > 0 then gathered / 9 + i * 31 % 97 end
    from generate_series(0, 1699) i
    cross join lateral (select i * 7919 % 1000 + 1 as size, '2025-10-01'::date + i / 10 as published) p
    cross join lateral generate_series(published, '2026-03-19'::date, interval '1 day') day
    cross join lateral (select
      case when i % 11 = 0 then size when day < published + 7 then size * (published + 7 - day::date) else 0 end
      + case when i % 97 = 0 and day = '2026-02-25' then 9000 + i when i % 89 = 0 and day = '2026-01-25' then 8500 + i else 0 end as gathered
    ) g
    where gathered > 0`.execute(db)
  await sql`
    insert into analytics.post_rollup (workspace_id, subject, grain, bucket, impressions, reactions)
    select workspace_id, subject, 'month', date_trunc('month', bucket)::date, sum(impressions), sum(reactions)
    from analytics.post_rollup group by 1, 2, 4`.execute(db)
  await sql`
    insert into analytics.latest (workspace_id, account_id, subject, impressions, reactions)
    select workspace_id, ${account}, subject, sum(impressions), sum(reactions) from analytics.post_rollup where grain = 'day' group by 1, 3`.execute(
    db,
  )
}

type Metric = 'impressions' | 'engagements'

/** The three that grew most and the three that fell most, of all posts, day by day. */
async function ofAll(db: AnalyticsWorld['db'], metric: Metric, { period, before }: { period: Period; before: Period }): Promise<number[]> {
  const column = sql.ref(metric === 'engagements' ? 'reactions' : metric)
  const { rows } = await sql<{ change: number }>`
    select coalesce(sum(${column}) filter (where ${within(period)}), 0)::float8 - coalesce(sum(${column}) filter (where ${within(before)}), 0)::float8 as change
    from analytics.post_rollup where grain = 'day' group by subject`.execute(db)
  const changes = rows.map(({ change }) => change).toSorted((a, b) => b - a)
  return [...changes.slice(0, 3), ...changes.slice(-3)].toSorted((a, b) => Math.abs(b) - Math.abs(a))
}

const within = ({ from, to }: Period) => sql`bucket between ${from} and ${to}`

const shownOf = ({ movers }: Overview, metric: Metric) => movers.filter((each) => each.metric === metric).map(({ change }) => change)

test('the posts that grew and fell most are those of all posts, young or old, steady or not, whichever days are compared', async () => {
  await using at = await analyticsWorld()
  await manyPosts({ db: at.db, ids: at.ids, account: at.account() })
  const period = { from: '2026-02-17', to: '2026-03-18' }
  const others = [
    { from: '2026-01-18', to: '2026-02-16' },
    { from: '2026-01-20', to: '2026-01-28' },
    { from: '2026-03-19', to: '2026-03-19' },
  ]
  for (const before of others) {
    const answer = await overview(at.needs, { ...at.ids, ...usual, period, against: before })
    expect(answer.movers.every(({ post, accountId }) => post?.accountId === accountId)).toBe(true)
    for (const metric of ['impressions', 'engagements'] as const) {
      expect({ before, metric, changes: shownOf(answer, metric) }).toEqual({
        before,
        metric,
        changes: await ofAll(at.db, metric, { period, before }),
      })
    }
  }
})
