import type { z } from 'zod'

import type { analytics, Figures, Line } from '../contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { gather, type Wanted } from './gather.ts'
import { rankPosts } from './rank-posts.ts'
import { scopeOf, standingOf } from './scope.ts'

type Asked = z.output<NonNullable<(typeof analytics.figures)['~orpc']['inputSchema']>> & { readonly workspaceId: string }

/** Metrics over a period: in all, by something, and as a series; beside those of another period where one is given. */
export async function figures(needs: AnalyticsNeeds, asked: Asked): Promise<Figures> {
  const { period, against, by, per, basis, rate, metrics } = asked
  const scope = await scopeOf(needs, asked)
  const usual = { scope, period, basis, rate, metrics, by: 'nothing', per: undefined } as const
  const lines = (of: Wanted['period']) => linesOf(needs, asked, { ...usual, period: of, per })
  const [[total], before, ofPeriod, ofBefore, standing] = await Promise.all([
    gather(needs, usual),
    against && gather(needs, { ...usual, period: against }),
    lines(period),
    against ? lines(against) : [],
    standingOf(needs, scope, asked),
  ])
  const wantsLines = by !== 'nothing' || per !== undefined
  return {
    ...standing,
    total: total ?? { key: '', values: {} },
    ...(before?.[0] ? { before: before[0] } : {}),
    lines: ofPeriod,
    ...(against && wantsLines ? { linesBefore: ofBefore } : {}),
  }
}

/** Lines with the highest first metric over the whole period, in that order. */
async function linesOf(needs: AnalyticsNeeds, { by, limit }: Asked, wanted: Omit<Wanted, 'by'>): Promise<Line[]> {
  if (by === 'nothing') return wanted.per === undefined ? [] : gather(needs, { ...wanted, by })
  const { scope, period, basis, rate, metrics } = wanted
  if (by === 'post') return rankPosts(needs, { scope, period, basis, rate, metrics, limit })
  const [whole, series] = await Promise.all([
    gather(needs, { ...wanted, by, per: undefined }),
    wanted.per === undefined ? [] : gather(needs, { ...wanted, by }),
  ])
  const [first] = wanted.metrics
  const height = ({ values }: Line) => (first && values[first]) ?? -Infinity
  const ranked = whole.toSorted((a, b) => height(b) - height(a)).slice(0, limit)
  if (wanted.per === undefined) return ranked
  const byKey = Map.groupBy(series, ({ key }) => key)
  return ranked.flatMap(({ key }) => byKey.get(key) ?? [])
}
