import { MultiSelect, Select, Textarea } from '@mantine/core'

import type { Tile } from '#contract/reports'

import { useLanguage } from '../language/text-provider.tsx'
import { BreakdownFields } from './breakdown-fields.tsx'
import type { FieldsProps } from './fields-props.ts'
import { isMetric, measureChoices, measureKey, measureOf, metricChoices } from './measure-choice.ts'
import { MetricSelect, MetricsSelect, MostSelect, Named } from './metric-fields.tsx'
import { useReportsText } from './use-reports-text.ts'

/** The fields of a tile's kind. */
export function TileFields({ tile, onChange }: { tile: Tile; onChange: (tile: Tile) => void }) {
  switch (tile.kind) {
    case 'number':
      return <NumberFields tile={tile} onChange={onChange} />
    case 'trend':
      return <TrendFields tile={tile} onChange={onChange} />
    case 'chart':
    case 'table':
      return <BreakdownFields tile={tile} onChange={onChange} />
    case 'comparison':
      return <ComparisonFields tile={tile} onChange={onChange} />
    case 'posts':
      return <PostsFields tile={tile} onChange={onChange} />
    case 'text':
      return <TextFields tile={tile} onChange={onChange} />
  }
}

function NumberFields({ tile, onChange }: FieldsProps<'number'>) {
  const words = useReportsText()
  const { language } = useLanguage()
  return (
    <Select
      label={words.measure}
      data={measureChoices(language, words)}
      value={measureKey(tile.measure)}
      allowDeselect={false}
      searchable
      onChange={(key) => {
        const measure = measureOf(key ?? '')
        if (measure) onChange({ ...tile, measure })
      }}
    />
  )
}

function TrendFields({ tile, onChange }: FieldsProps<'trend'>) {
  const words = useReportsText()
  const { lines } = tile
  const first = lines.of === 'metrics' ? (lines.metrics[0] ?? 'impressions') : lines.metric
  return (
    <>
      <Named
        label={words.lines}
        names={words.lineKinds}
        value={lines.of}
        onChange={(of) => onChange({ ...tile, lines: of === 'metrics' ? { of, metrics: [first] } : { of, metric: first } })}
      />
      {lines.of === 'metrics' ? (
        <MetricsSelect most={4} value={lines.metrics} onChange={(metrics) => onChange({ ...tile, lines: { of: 'metrics', metrics } })} />
      ) : (
        <MetricSelect label={words.metric} value={lines.metric} onChange={(metric) => onChange({ ...tile, lines: { ...lines, metric } })} />
      )}
      <Named label={words.per} names={words.pers} value={tile.per} onChange={(per) => onChange({ ...tile, per })} />
    </>
  )
}

function ComparisonFields({ tile, onChange }: FieldsProps<'comparison'>) {
  const words = useReportsText()
  const { language } = useLanguage()
  return (
    <>
      <MultiSelect
        label={words.measures}
        data={measureChoices(language, words)}
        value={tile.measures.map(measureKey)}
        maxValues={16}
        searchable
        onChange={(keys) => onChange({ ...tile, measures: keys.flatMap((key) => measureOf(key) ?? []) })}
      />
      <Named label={words.against} names={words.againsts} value={tile.against} onChange={(against) => onChange({ ...tile, against })} />
    </>
  )
}

function PostsFields({ tile, onChange }: FieldsProps<'posts'>) {
  const words = useReportsText()
  const { language } = useLanguage()
  return (
    <>
      <MetricSelect label={words.by} value={tile.by} onChange={(by) => onChange({ ...tile, by })} />
      <Named label={words.order} names={words.orders} value={tile.direction} onChange={(direction) => onChange({ ...tile, direction })} />
      <MultiSelect
        label={words.metrics}
        data={metricChoices(language)}
        value={tile.metrics}
        maxValues={5}
        searchable
        onChange={(metrics) => onChange({ ...tile, metrics: metrics.filter(isMetric) })}
      />
      <MostSelect choices={[3, 6, 9, 12, 18, 24]} value={tile.most} onChange={(most) => onChange({ ...tile, most })} />
    </>
  )
}

function TextFields({ tile, onChange }: FieldsProps<'text'>) {
  const words = useReportsText()
  return (
    <Textarea
      label={words.text}
      description={words.textHint}
      autosize
      minRows={4}
      maxRows={14}
      maxLength={5000}
      value={tile.text}
      data-autofocus
      onChange={(event) => onChange({ ...tile, text: event.currentTarget.value })}
    />
  )
}
