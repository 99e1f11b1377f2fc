import type { Metric, Period } from '#contract/analytics'

import type { Measure, Tile } from '../contract.ts'
import type { TileNeeds } from '../needs.ts'
import type { Block, Figure } from '../run-contract.ts'
import { changeOf, figureOf } from '../say-figure.ts'
import { reportWords } from '../words.ts'
import { careValue, factsOf } from './measures.ts'
import { sayPeriod } from './periods.ts'
import { resolveChart, resolveTable } from './resolve-breakdown.ts'
import { resolvePosts } from './resolve-posts.ts'
import { resolveTrend } from './resolve-trend.ts'
import type { Resolving } from './resolving.ts'

type Of<Kind extends Tile['kind']> = Extract<Tile, { kind: Kind }>

/** What a tile says of the report's time. */
export async function resolveTile(needs: TileNeeds, report: Resolving, tile: Tile): Promise<Block> {
  switch (tile.kind) {
    case 'number':
      return resolveNumber(report, tile)
    case 'trend':
      return resolveTrend(needs, report, tile)
    case 'chart':
      return resolveChart(needs, report, tile)
    case 'table':
      return resolveTable(needs, report, tile)
    case 'comparison':
      return resolveComparison(report, tile)
    case 'posts':
      return resolvePosts(needs, report, tile)
    case 'text':
      return { kind: 'text', text: tile.text }
  }
}

async function resolveNumber(report: Resolving, { title, measure, filter }: Of<'number'>): Promise<Block> {
  const { language, periods } = report
  const [compared] = await compare(report, { measures: [measure], filter, against: periods.before })
  if (!compared) throw new Error('One measure has one number.')
  const { name, now, change } = compared
  return {
    kind: 'number',
    title: title || name,
    figure: now,
    ...(change ? { change, against: reportWords[language].against(sayPeriod(periods.before, language)) } : {}),
  }
}

async function resolveComparison(report: Resolving, { title, measures, against, filter }: Of<'comparison'>): Promise<Block> {
  const { language, periods } = report
  const words = reportWords[language]
  const rows = await compare(report, { measures, filter, against: periods[against] })
  const said = { now: sayPeriod(periods.now, language), before: sayPeriod(periods[against], language) }
  return {
    kind: 'comparison',
    title: title || `${said.now} – ${said.before}`,
    first: words.measure,
    columns: [said.now, said.before, words.change],
    rows,
  }
}

interface Compared {
  readonly measures: readonly Measure[]
  readonly filter: Of<'number'>['filter']
  readonly against: Period
}

type Row = Extract<Block, { kind: 'comparison' }>['rows'][number]

async function compare(report: Resolving, { measures, filter, against }: Compared): Promise<Row[]> {
  const { language } = report
  const posts = await ofPosts(report, { measures, filter, against })
  const care = await ofCare(report, { measures, filter, against })
  return measures.map((measure) => {
    const { name, unit, falls } = factsOf(measure, language)
    const { now, before } = measure.of === 'posts' ? posts(measure.metric) : care(measure)
    const change = changeOf({ now, before, unit, falls, language })
    const say = (value: number | null): Figure => figureOf(value, unit, language)
    return { name, now: say(now), before: say(before), ...(change ? { change } : {}) }
  })
}

interface Pair {
  readonly now: number | null
  readonly before: number | null
}

async function ofPosts(report: Resolving, { measures, filter, against }: Compared): Promise<(metric: Metric) => Pair> {
  const metrics = [...new Set(measures.flatMap((measure) => (measure.of === 'posts' ? measure.metric : [])))]
  if (metrics.length === 0) return () => ({ now: null, before: null })
  const { total, before } = await report.figures(filter, { metrics, against })
  return (metric) => ({ now: total.values[metric] ?? null, before: before?.values[metric] ?? null })
}

async function ofCare(report: Resolving, { measures, against }: Compared): Promise<(measure: Extract<Measure, { of: 'care' }>) => Pair> {
  if (measures.every(({ of }) => of === 'posts')) return () => ({ now: null, before: null })
  const [now, before] = [await report.care(report.periods.now), await report.care(against)]
  return ({ measure }) => {
    report.told.care.add(measure)
    return { now: careValue(measure, now.now), before: careValue(measure, before.now) }
  }
}
