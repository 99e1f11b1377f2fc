import { SegmentedControl } from '@mantine/core'

import type { FieldsProps } from './fields-props.ts'
import { MetricSelect, MetricsSelect, MostSelect, Named } from './metric-fields.tsx'
import { useReportsText } from './use-reports-text.ts'

const most = [5, 8, 10, 20, 50]

/** Bars or rows: of posts and accounts by something, or of the inbox. */
export function BreakdownFields(props: FieldsProps<'chart' | 'table'>) {
  const words = useReportsText()
  const { tile, onChange } = props
  const of = tile.kind === 'chart' ? tile.bars.of : tile.rows.of
  const turn = (wanted: string) => {
    if (wanted === of) return
    if (wanted === 'care')
      return onChange(
        tile.kind === 'chart' ? { ...tile, bars: { of: 'care', by: 'hour' } } : { ...tile, rows: { of: 'care', by: 'member' } },
      )
    onChange(
      tile.kind === 'chart'
        ? { ...tile, bars: { of: 'posts', by: 'account', metric: 'engagements', most: 8 } }
        : { ...tile, rows: { of: 'posts', by: 'account', metrics: ['posts', 'impressions', 'engagements'], most: 20 } },
    )
  }
  return (
    <>
      <SegmentedControl
        aria-label={words.of}
        fullWidth
        data={[
          { value: 'posts', label: words.ofPosts },
          { value: 'care', label: words.ofCare },
        ]}
        value={of}
        onChange={turn}
      />
      {tile.kind === 'chart' ? <ChartFields tile={tile} onChange={onChange} /> : <TableFields tile={tile} onChange={onChange} />}
    </>
  )
}

function ChartFields({ tile, onChange }: FieldsProps<'chart'>) {
  const words = useReportsText()
  const { bars } = tile
  const { account, network, campaign, label, type, kind, member, hour } = words.bys
  if (bars.of === 'care')
    return (
      <Named
        label={words.by}
        names={{ hour, network, kind, member }}
        value={bars.by}
        onChange={(by) => onChange({ ...tile, bars: { of: 'care', by } })}
      />
    )
  return (
    <>
      <Named
        label={words.by}
        names={{ account, network, campaign, label, type }}
        value={bars.by}
        onChange={(by) => onChange({ ...tile, bars: { ...bars, by } })}
      />
      <MetricSelect label={words.metric} value={bars.metric} onChange={(metric) => onChange({ ...tile, bars: { ...bars, metric } })} />
      <MostSelect choices={most} value={bars.most} onChange={(count) => onChange({ ...tile, bars: { ...bars, most: count } })} />
    </>
  )
}

function TableFields({ tile, onChange }: FieldsProps<'table'>) {
  const words = useReportsText()
  const { rows } = tile
  const { account, network, campaign, label, type, kind, member } = words.bys
  if (rows.of === 'care')
    return (
      <Named
        label={words.by}
        names={{ member, network, kind }}
        value={rows.by}
        onChange={(by) => onChange({ ...tile, rows: { of: 'care', by } })}
      />
    )
  return (
    <>
      <Named
        label={words.by}
        names={{ account, network, campaign, label, type }}
        value={rows.by}
        onChange={(by) => onChange({ ...tile, rows: { ...rows, by } })}
      />
      <MetricsSelect most={8} value={rows.metrics} onChange={(metrics) => onChange({ ...tile, rows: { ...rows, metrics } })} />
      <MostSelect choices={most} value={rows.most} onChange={(count) => onChange({ ...tile, rows: { ...rows, most: count } })} />
    </>
  )
}
