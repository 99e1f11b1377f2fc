import type { z } from 'zod'

import { refuse } from '#kit/errors'

import { type analytics, analyticsRefusals, type Figures, type Line } from '../contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { gather, type Wanted } from './gather.ts'
import { rankPosts } from './rank-posts.ts'
import { scopeOf, standingOf } from './scope.ts'

type Asked = z.output<NonNullable<(typeof analytics.figures)['~orpc']['inputSchema']>> & { readonly workspaceId: string }

/** Metrics over a period: in all, by something, and as a series; beside those of another period where one is given. */
export async function figures(needs: AnalyticsNeeds, asked: Asked): Promise<Figures> {
  const { period, against, by, per, basis, rate, metrics } = asked
  if (per === 'hour' && lengthOf(period) > mostDaysOfHours) throw refuse(analyticsRefusals, 'PERIOD_TOO_LONG')
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

const mostDaysOfHours = 62
const mostLines = 50_000

function lengthOf({ from, to }: Wanted['period']): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
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
  const inOrder = whole.toSorted((a, b) => height(b) - height(a)).slice(0, limit)
  if (wanted.per === undefined) return inOrder
  const byKey = Map.groupBy(series, ({ key }) => key)
  const [longest = 0] = inOrder.map(({ key }) => byKey.get(key)?.length ?? 0)
  return inOrder.slice(0, Math.floor(mostLines / Math.max(1, longest))).flatMap(({ key }) => byKey.get(key) ?? [])
}
