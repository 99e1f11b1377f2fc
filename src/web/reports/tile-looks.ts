import { ChartBar, ChartLine, Columns2, Hash, LayoutGrid, type LucideIcon, Table, Type } from 'lucide-react'

import { metricTexts } from '#contract/metric-texts'
import type { Tile } from '#contract/reports'
import type { Language } from '#kit/contract'

import { measureName } from './measure-choice.ts'
import type { useReportsText } from './use-reports-text.ts'

export const tileIcons: Readonly<Record<Tile['kind'], LucideIcon>> = {
  number: Hash,
  trend: ChartLine,
  chart: ChartBar,
  table: Table,
  comparison: Columns2,
  posts: LayoutGrid,
  text: Type,
}

interface Saying {
  readonly words: ReturnType<typeof useReportsText>
  readonly language: Language
}

/** What a tile is called where it is built: its title, or what it shows. */
export function tileName(tile: Tile, { words, language }: Saying): string {
  if (tile.kind === 'text') return tile.text.trim().split('\n')[0]?.slice(0, 60) || words.kinds.text
  if (tile.title) return tile.title
  const metric = (name: keyof (typeof metricTexts)['en']) => metricTexts[language][name].name
  switch (tile.kind) {
    case 'number':
      return measureName(tile.measure, { words, language })
    case 'trend':
      return `${words.kinds.trend}: ${tile.lines.of === 'metrics' ? tile.lines.metrics.map(metric).join(', ') : metric(tile.lines.metric)}`
    case 'chart':
      return `${tile.bars.of === 'posts' ? metric(tile.bars.metric) : words.ofCare} · ${words.bys[tile.bars.by]}`
    case 'table':
      return `${words.kinds.table} · ${words.bys[tile.rows.by]}`
    case 'comparison':
      return `${words.kinds.comparison} · ${words.againsts[tile.against]}`
    case 'posts':
      return `${words.kinds.posts} · ${metric(tile.by)}`
  }
}
