import { sql } from 'kysely'
import type { z } from 'zod'

import type { analytics } from '../contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { factsBehind } from './facts-behind.ts'
import { joinedSql, postRows } from './post-values.ts'
import { scopeOf, standingOf } from './scope.ts'

type Asked = z.output<NonNullable<(typeof analytics.hours)['~orpc']['inputSchema']>> & { readonly workspaceId: string }
type Answer = z.output<NonNullable<(typeof analytics.hours)['~orpc']['outputSchema']>>

/** How posts published in a period did by the hour of the week, by the brand's clock, in which they were published. Hours without posts are left out. */
export async function listHours(needs: AnalyticsNeeds, { metric, period, rate, ...asked }: Asked): Promise<Answer> {
  const scope = await scopeOf(needs, { ...asked, basis: 'published' })
  const facts = factsBehind([metric], rate)
  const local = sql`each.published_at at time zone ${scope.timeZone}`
  const [{ rows }, standing] = await Promise.all([
    sql<Answer['cells'][number]>`
      select extract(isodow from ${local})::integer as day, extract(hour from ${local})::integer as hour, count(*)::integer as posts,
        ${joinedSql(metric, { facts, rate, row: 'each' })} as mean
      from (${postRows({ scope, period, basis: 'published', facts })}) each
      group by 1, 2 order by 1, 2`.execute(needs.db),
    standingOf(needs, scope, { metrics: [metric], rate }),
  ])
  return { ...standing, cells: rows }
}
