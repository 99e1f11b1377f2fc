import type { z } from 'zod'

import { type analytics, type Overview, type Period, sixMeasures } from '../contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { periodBefore } from '../periods-contract.ts'
import { gatherAccounts } from './gather.ts'
import { readMovers } from './movers.ts'
import { scopeOf, standingOf } from './scope.ts'

type Asked = z.output<NonNullable<(typeof analytics.overview)['~orpc']['inputSchema']>> & { readonly workspaceId: string }

/** The six measures of a brand over some days, against others, what moved them, and each account. */
export async function overview(
  needs: AnalyticsNeeds,
  { period, against: before = periodBefore(period), ...asked }: Asked,
): Promise<Overview> {
  const scope = await scopeOf(needs, { ...asked, basis: 'activity' })
  const per = perOf(period)
  const usual = { scope, basis: 'activity', rate: asked.rate, metrics: sixMeasures } as const
  const [now, then, movers, standing] = await Promise.all([
    gatherAccounts(needs, { ...usual, period, beside: before, per }),
    gatherAccounts(needs, { ...usual, period: before, beside: period, isBefore: true, per: undefined }),
    readMovers(needs, { scope, period, before }),
    standingOf(needs, scope, { metrics: sixMeasures, rate: asked.rate }),
  ])
  return {
    ...standing,
    per,
    measures: sixMeasures.map((metric) => ({
      metric,
      now: now.total.values[metric] ?? null,
      before: then.total.values[metric] ?? null,
      series: now.series.map(({ bucket = '', values }) => ({ bucket, value: values[metric] ?? null })),
    })),
    movers,
    byAccount: [...now.lines],
    byAccountBefore: [...then.lines],
  }
}

/** As many points as can be told apart on a small chart. */
function perOf({ from, to }: Period): 'day' | 'week' | 'month' {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
  return days <= 62 ? 'day' : days <= 366 ? 'week' : 'month'
}
