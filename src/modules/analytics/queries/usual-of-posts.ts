import { sql } from 'kysely'

import type { Metric, Rate, UsualOfPosts } from '../contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { factsBehind } from './facts-behind.ts'
import { postMetricSql, postRows } from './post-values.ts'
import type { Scope } from './scope.ts'

interface Asked {
  readonly scope: Scope
  /** The post that is held against it. */
  readonly besides: number
  readonly metrics: readonly Metric[]
  readonly rate: Rate
}

/** Fewer posts say nothing of what is usual. */
const fewest = 5
/** Of the last quarter of a year; where there are too few in it, of two years. */
const stretches = [90, 730] as const

/** What posts within the scope usually come to: of each metric the median over all of those that tell it. Undefined where there are too few. */
export async function usualOfPosts(needs: AnalyticsNeeds, asked: Asked): Promise<UsualOfPosts | undefined> {
  for (const days of stretches) {
    const usual = await mediansOf(needs, { ...asked, days })
    if (usual.posts >= fewest) return usual
  }
  return undefined
}

async function mediansOf({ db }: AnalyticsNeeds, { scope, besides, metrics, rate, days }: Asked & { days: number }): Promise<UsualOfPosts> {
  const facts = factsBehind(metrics, rate)
  const today = scope.now.toZonedDateTimeISO(scope.timeZone).toPlainDate()
  const period = { from: today.subtract({ days: days - 1 }).toString(), to: today.toString() }
  const { rows } = await sql<{ posts: number } & Record<string, number | null>>`
    select count(*)::integer as posts, ${sql.join(
      metrics.map(
        (metric) =>
          sql`percentile_cont(0.5) within group (order by ${postMetricSql(metric, { facts, rate, row: 'each' })}) as ${sql.ref(metric)}`,
      ),
    )}
    from (${postRows({ scope, period, basis: 'published', facts })}) each where each.subject <> ${besides}`.execute(db)
  const [found] = rows
  return { posts: found?.posts ?? 0, days, values: Object.fromEntries(metrics.map((metric) => [metric, found?.[metric] ?? null])) }
}
