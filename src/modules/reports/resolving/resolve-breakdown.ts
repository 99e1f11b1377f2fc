import { metrics } from '#contract/analytics'
import type { Measures } from '#contract/inbox'
import type { Language } from '#kit/contract'

import type { Tile } from '../contract.ts'
import type { TileNeeds } from '../needs.ts'
import type { Block, Figure } from '../run-contract.ts'
import { figureOf } from '../say-figure.ts'
import { reportWords } from '../words.ts'
import { metricName } from './measures.ts'
import { namesOf } from './names.ts'
import type { Resolving } from './resolving.ts'

type Of<Kind extends Tile['kind']> = Extract<Tile, { kind: Kind }>

export async function resolveChart(needs: TileNeeds, report: Resolving, { title, bars, filter }: Of<'chart'>): Promise<Block> {
  const { language } = report
  const words = reportWords[language]
  if (bars.of === 'care') {
    const { first, rows, columns } = careTable(needs, { language, measures: await report.care(report.periods.now), by: bars.by })
    return {
      kind: 'chart',
      title: title || words.joined(columns[0] ?? first, words.byTitle[bars.by]),
      bars: rows.flatMap(({ name, figures: [figure] }) => (figure ? [{ name, figure }] : [])),
    }
  }
  const { by, metric, most } = bars
  const { lines } = await report.figures(filter, { metrics: [metric], by, limit: most })
  const nameOf = await namesOf(needs, report, { by, keys: lines.map(({ key }) => key) })
  return {
    kind: 'chart',
    title: title || words.joined(metricName(metric, language), words.byTitle[by]),
    bars: lines.map(({ key, values }) => ({ name: nameOf(key), figure: figureOf(values[metric] ?? null, metrics[metric].unit, language) })),
  }
}

export async function resolveTable(needs: TileNeeds, report: Resolving, { title, rows, filter }: Of<'table'>): Promise<Block> {
  const { language } = report
  const words = reportWords[language]
  if (rows.of === 'care') {
    report.told.care.add('table')
    const table = careTable(needs, { language, measures: await report.care(report.periods.now), by: rows.by })
    return { kind: 'table', title: title || capital(words.byTitle[rows.by]), ...table }
  }
  const { by, metrics: asked, most } = rows
  const { lines } = await report.figures(filter, { metrics: asked, by, limit: most })
  const nameOf = await namesOf(needs, report, { by, keys: lines.map(({ key }) => key) })
  return {
    kind: 'table',
    title: title || capital(words.byTitle[by]),
    first: words.by[by],
    columns: asked.map((metric) => metricName(metric, language)),
    rows: lines.map(({ key, values }) => ({
      name: nameOf(key),
      figures: asked.map((metric) => figureOf(values[metric] ?? null, metrics[metric].unit, language)),
    })),
  }
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

interface CareAsked {
  readonly language: Language
  readonly measures: Measures
  readonly by: 'network' | 'kind' | 'hour' | 'member'
}

interface CareTable {
  readonly first: string
  readonly columns: string[]
  readonly rows: { name: string; figures: Figure[] }[]
}

/** What came in, and what became of it; of members, what they answered. */
function careTable({ networkName }: Pick<TileNeeds, 'networkName'>, { language, measures, by }: CareAsked): CareTable {
  const { careColumns: columns, by: names, kinds, elsewhere } = reportWords[language]
  const count = (value: number) => figureOf(value, 'count', language)
  const time = (value: number | undefined) => figureOf(value ?? null, 'seconds', language)
  const volume = [columns.received, columns.acted]
  const work = [columns.answers, columns.median, columns.resolutions]
  const worked = ({ answers, median, resolutions }: { answers: number; median?: number | undefined; resolutions: number }) => [
    count(answers),
    time(median),
    count(resolutions),
  ]
  const first = names[by]
  switch (by) {
    case 'hour':
      return {
        first,
        columns: volume,
        rows: measures.byHour.map(({ hour, received, acted }) => ({
          name: `${String(hour).padStart(2, '0')}:00`,
          figures: [count(received), count(acted)],
        })),
      }
    case 'network':
      return {
        first,
        columns: [...volume, ...work],
        rows: measures.byNetwork.map((row) => ({
          name: networkName(row.network),
          figures: [count(row.received), count(row.acted), ...worked(row)],
        })),
      }
    case 'kind':
      return {
        first,
        columns: [...volume, ...work],
        rows: measures.byKind.map((row) => ({ name: kinds[row.kind], figures: [count(row.received), count(row.acted), ...worked(row)] })),
      }
    case 'member':
      return { first, columns: work, rows: measures.byMember.map((row) => ({ name: row.member?.name ?? elsewhere, figures: worked(row) })) }
  }
}
