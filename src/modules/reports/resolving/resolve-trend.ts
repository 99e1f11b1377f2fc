import { metrics, type Metric } from '#contract/analytics'
import { bucketsOf } from '#contract/periods'

import type { Tile } from '../contract.ts'
import type { TileNeeds } from '../needs.ts'
import type { Block } from '../run-contract.ts'
import { figureOf } from '../say-figure.ts'
import { reportWords } from '../words.ts'
import { metricName } from './measures.ts'
import { namesOf } from './names.ts'
import { sayBucket } from './periods.ts'
import type { Resolving } from './resolving.ts'

type Trend = Extract<Tile, { kind: 'trend' }>

/** More lines than these cannot be told from one another. */
const mostLines = 5

export async function resolveTrend(needs: TileNeeds, report: Resolving, { title, per, lines, filter }: Trend): Promise<Block> {
  const { language } = report
  const asked = lines.of === 'metrics' ? lines.metrics : [lines.metric]
  const by = lines.of === 'metrics' ? 'nothing' : lines.of
  const figures = await report.figures(filter, { metrics: asked, by, per, limit: 500 })
  const buckets = bucketsOf(report.periods.now, { per, timeZone: report.timeZone })
  const byPlace = new Map(figures.lines.map(({ key, bucket, values }) => [`${key}\n${bucket}`, values]))
  const seriesOf = (name: string, key: string, metric: Metric) => ({
    name,
    figures: buckets.map((bucket) => figureOf(byPlace.get(`${key}\n${bucket}`)?.[metric] ?? null, metrics[metric].unit, language)),
  })
  const series =
    lines.of === 'metrics' ? lines.metrics.map((metric) => seriesOf(metricName(metric, language), '', metric)) : await ofEach(lines)
  const words = reportWords[language]
  return {
    kind: 'trend',
    title: title || words.joined(asked.map((metric) => metricName(metric, language)).join(language === 'en' ? ', ' : '、'), words.per[per]),
    labels: buckets.map((bucket) => sayBucket(bucket, per, language)),
    series,
  }

  async function ofEach({ of, metric }: Extract<Trend['lines'], { metric: unknown }>) {
    const keys = [...new Set(figures.lines.map(({ key }) => key))].slice(0, mostLines)
    const nameOf = await namesOf(needs, report, { by: of, keys })
    return keys.map((key) => seriesOf(nameOf(key), key, metric))
  }
}
