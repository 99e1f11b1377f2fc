import type { z } from 'zod'

import { refuse } from '#kit/errors'

import { type analytics, analyticsRefusals, type Figures, type Line } from '../contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { gather } from './gather.ts'
import { rankPosts } from './rank-posts.ts'
import { scopeOf, standingOf } from './scope.ts'
import type { Wanted } from './wanted.ts'

type Asked = z.output<NonNullable<(typeof analytics.figures)['~orpc']['inputSchema']>> & { readonly workspaceId: string }

/** Metrics over a period: in all, by something, and as a series; beside those of another period where one is given. */
export async function figures(needs: AnalyticsNeeds, asked: Asked): Promise<Figures> {
  const { period, against, by, per, basis, rate, metrics } = asked
  const isTooLong = [period, ...(against ? [against] : [])].some((each) => lengthOf(each) > mostDaysOfHours)
  if (per === 'hour' && isTooLong) throw refuse(analyticsRefusals, 'PERIOD_TOO_LONG')
  const scope = await scopeOf(needs, asked)
  const usual = { scope, basis, rate, metrics, by: 'nothing', per: undefined } as const
  const now = { ...usual, period, beside: against }
  const before = against && { ...usual, period: against, beside: period, isBefore: true }
  const [[total], totalBefore, parts, partsBefore, standing] = await Promise.all([
    gather(needs, now),
    before && gather(needs, before),
    partsOf(needs, asked, { ...now, per }),
    before && partsOf(needs, asked, { ...before, per }),
    standingOf(needs, scope, asked),
  ])
  const wantsLines = by !== 'nothing' || per !== undefined
  const lines = linesIn(parts, highest(parts, asked))
  return {
    ...standing,
    total: total ?? { key: '', values: {} },
    ...(totalBefore?.[0] ? { before: totalBefore[0] } : {}),
    lines,
    ...(partsBefore && wantsLines
      ? { linesBefore: linesIn(partsBefore, highest(partsBefore, asked, new Set(lines.map(({ key }) => key)))) }
      : {}),
  }
}

const mostDaysOfHours = 62
const mostLines = 50_000

function lengthOf({ from, to }: Wanted['period']): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
}

/** What an answer is told by: each of it over the whole period, and, where that is asked for, as a series. */
interface Parts {
  readonly whole: readonly Line[]
  readonly series: readonly Line[] | undefined
}

async function partsOf(needs: AnalyticsNeeds, { by, limit }: Asked, wanted: Omit<Wanted, 'by'>): Promise<Parts> {
  const { per, scope, period, basis, rate, metrics } = wanted
  if (by === 'nothing') return { whole: [{ key: '', values: {} }], series: per === undefined ? [] : await gather(needs, { ...wanted, by }) }
  if (by === 'post') return { whole: await rankPosts(needs, { scope, period, basis, rate, metrics, limit }), series: undefined }
  const [whole, series] = await Promise.all([
    gather(needs, { ...wanted, by, per: undefined }),
    per === undefined ? undefined : gather(needs, { ...wanted, by }),
  ])
  return { whole, series }
}

/** Which have the highest first metric over the whole period, in that order; those that are asked for before all others. */
function highest({ whole }: Parts, { metrics: [first], limit }: Asked, wanted: ReadonlySet<string> = new Set()): Line[] {
  const height = ({ values }: Line) => (first && values[first]) ?? -Infinity
  const rank = ({ key }: Line) => (wanted.has(key) ? 0 : 1)
  return whole.toSorted((a, b) => rank(a) - rank(b) || height(b) - height(a)).slice(0, limit)
}

function linesIn({ series }: Parts, inOrder: readonly Line[]): Line[] {
  if (series === undefined) return [...inOrder]
  const byKey = Map.groupBy(series, ({ key }) => key)
  const [longest = 0] = inOrder.map(({ key }) => byKey.get(key)?.length ?? 0)
  return inOrder.slice(0, Math.floor(mostLines / Math.max(1, longest))).flatMap(({ key }) => byKey.get(key) ?? [])
}
