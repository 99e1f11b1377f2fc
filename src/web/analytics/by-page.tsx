import { SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ChartColumn } from 'lucide-react'

import type { Figures, Metric } from '#contract/analytics'
import { metrics } from '#contract/metrics'

import { api } from '../api.ts'
import { ShareBars } from '../ui/chart/share-bars.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import { AnalyticsPage } from './analytics-page.tsx'
import { type Dimension, dimensions } from './analytics-search.ts'
import { MetricTable } from './metric-table.tsx'
import { besides, metricNames } from './ranked.ts'
import { Standing } from './standing.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useNamed } from './use-named.tsx'
import { useSay } from './use-say.ts'
import { useView, type View } from './use-view.ts'

import controls from './controls.module.css'

/** Where does it come from? A measure split by account, network, campaign, label or kind of post. */
export function ByPage() {
  const { pages, by: words } = useAnalyticsText()
  const view = useView()
  const by = view.search.by ?? 'account'
  const metric = metricNames().find((each) => each === view.search.metric) ?? 'engagements'
  const { data, error, refetch } = useQuery(
    api.analytics.figures.queryOptions({ input: { ...view.asked, against: view.against, by, metrics: [...besides(metric)] } }),
  )
  const answer = useAnswer({ data, by, metric })
  return (
    <AnalyticsPage view={view} title={pages.by} time="compared" answer={answer}>
      <Split view={view} by={by} metric={metric} />
      {error !== null && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && error === null && <LoadingState rows={5} height={56} />}
      {data?.lines.length === 0 && <EmptyState icon={<ChartColumn size={24} />} title={words.nothing} />}
      {data && data.lines.length > 0 && (
        <>
          <Bars data={data} by={by} metric={metric} />
          <div style={{ height: '1.5rem' }} />
          <MetricTable by={by} metrics={besides(metric)} lines={data.lines} before={data.linesBefore} about={data} />
        </>
      )}
      {data && <Standing brandId={view.brand.id} about={data} />}
    </AnalyticsPage>
  )
}

function Split({ view, by, metric }: { view: View; by: Dimension; metric: Metric }) {
  const { by: words, posts } = useAnalyticsText()
  const say = useSay()
  return (
    <div className={controls.controls}>
      <SegmentedControl
        className={controls.wide ?? ''}
        aria-label={words.label}
        data={dimensions.map((value) => ({ value, label: words.names[value] }))}
        value={by}
        onChange={(chosen) => view.change({ by: dimensions.find((each) => each === chosen) })}
      />
      <Select
        className={controls.select}
        aria-label={posts.rank}
        data={metricNames().map((value) => ({ value, label: say.name(value) }))}
        value={metric}
        allowDeselect={false}
        onChange={(chosen) => view.change({ metric: chosen ?? undefined })}
      />
    </div>
  )
}

interface SplitProps {
  data: Figures
  by: Dimension
  metric: Metric
}

function Bars({ data: { lines }, by, metric }: SplitProps) {
  const nameOf = useNamed()
  const say = useSay()
  const known = lines.flatMap(({ key, values }) => {
    const value = values[metric]
    return value === null || value === undefined ? [] : [{ key, value }]
  })
  const top = Math.max(1, ...known.map(({ value }) => Math.abs(value)))
  return (
    <ShareBars
      label={say.name(metric)}
      bars={known.map(({ key, value }) => ({
        key,
        name: nameOf(by, key).name,
        value: say.short(metric, value),
        part: Math.max(0, value) / top,
      }))}
    />
  )
}

function useAnswer({ data, by, metric }: Omit<SplitProps, 'data'> & { data: Figures | undefined }): string | undefined {
  const { by: words, lead } = useAnalyticsText()
  const nameOf = useNamed()
  const say = useSay()
  if (!data) return undefined
  const first = data.lines.find(({ key, values }) => key !== '' && (values[metric] ?? null) !== null)
  const value = first?.values[metric]
  if (!first || value === null || value === undefined) return lead.untold
  const { name } = nameOf(by, first.key)
  const total = data.total.values[metric]
  const isPart = metrics[metric].joins === 'sum' && by !== 'label' && typeof total === 'number' && total > 0
  if (isPart) return words.most(name, say.name(metric), say.full(metric, value), say.percent((value / total) * 100))
  return words.highest(name, say.name(metric), say.full(metric, value))
}
