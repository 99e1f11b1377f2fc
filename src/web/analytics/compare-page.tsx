import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { useMemo } from 'react'

import { changeOf } from '#contract/change'
import type { Account } from '#contract/connections'
import { type Metric, metrics } from '#contract/metrics'

import { api } from '../api.ts'
import { networkName } from '../networks.ts'
import { useFilterChoices } from '../publishing/planning/use-filter-choices.ts'
import type { ChartData } from '../ui/chart/chart-data.ts'
import { Chart } from '../ui/chart/chart.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import { AnalyticsPage } from './analytics-page.tsx'
import { CompareTable } from './compare-table.tsx'
import { filterOf } from './filter-of.ts'
import { metricNames } from './ranked.ts'
import { Standing } from './standing.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useSay } from './use-say.ts'
import { useSeries } from './use-series.ts'
import { useView, type View } from './use-view.ts'

import controls from './controls.module.css'

/** Which of two accounts does better, and by what? */
export function ComparePage() {
  const { pages, compare: words } = useAnalyticsText()
  const view = useView()
  const { accounts } = useFilterChoices()
  const one = accounts.find(({ id }) => id === view.search.one) ?? accounts[0]
  const other = accounts.find(({ id }) => id === view.search.other && id !== one?.id) ?? accounts.find(({ id }) => id !== one?.id)
  if (one && other) return <Two view={view} accounts={accounts} one={one} other={other} />
  return (
    <AnalyticsPage view={view} title={pages.compare} time="alone">
      <EmptyState icon={<Users size={24} />} title={words.needTwo}>
        {words.needTwoHint}
      </EmptyState>
    </AnalyticsPage>
  )
}

interface Pair {
  readonly view: View
  readonly one: Account
  readonly other: Account
}

function Two({ view, accounts, one, other }: Pair & { accounts: readonly Account[] }) {
  const { pages } = useAnalyticsText()
  const metric = metricNames().find((each) => each === view.search.metric) ?? 'engagements'
  const filter = filterOf({ ...view.search, accounts: [one.id, other.id] })
  const { data, error, refetch } = useQuery(
    api.analytics.figures.queryOptions({ input: { ...view.asked, filter, by: 'account', metrics: [...metricNames()] } }),
  )
  const valuesOf = (id: string) => data?.lines.find(({ key }) => key === id)?.values ?? {}
  const answer = useAnswer({ metric, one, other, values: [valuesOf(one.id)[metric], valuesOf(other.id)[metric]] })
  return (
    <AnalyticsPage view={view} title={pages.compare} time="alone" answer={data && answer}>
      <Choices view={view} accounts={accounts} one={one} other={other} metric={metric} />
      {error !== null && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && error === null && <LoadingState rows={5} height={56} />}
      {data && (
        <>
          <TwoLines view={view} one={one} other={other} metric={metric} />
          <div style={{ height: '1.5rem' }} />
          <CompareTable one={one} other={other} values={[valuesOf(one.id), valuesOf(other.id)]} about={data} />
          <Standing brandId={view.brand.id} about={data} />
        </>
      )}
    </AnalyticsPage>
  )
}

function Choices({ view, accounts, one, other, metric }: Pair & { accounts: readonly Account[]; metric: Metric }) {
  const { compare: words, posts } = useAnalyticsText()
  const say = useSay()
  const data = accounts.map(({ id, handle, network }) => ({ value: id, label: `@${handle} · ${networkName(network)}` }))
  const choice = (name: 'one' | 'other', chosen: Account, taken: Account) => (
    <Select
      className={controls.account}
      aria-label={words[name]}
      data={data.filter(({ value }) => value !== taken.id)}
      value={chosen.id}
      allowDeselect={false}
      onChange={(id) => view.change({ one: one.id, other: other.id, [name]: id ?? undefined })}
    />
  )
  return (
    <div className={controls.controls}>
      {choice('one', one, other)}
      {choice('other', other, one)}
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

function TwoLines({ view, one, other, metric }: Pair & { metric: Metric }) {
  const say = useSay()
  const only = ({ id }: Account) => filterOf({ ...view.search, accounts: [id] })
  const first = useSeries(view, { metric, filter: only(one) })
  const second = useSeries(view, { metric, filter: only(other) })
  const data = useMemo(
    (): ChartData => ({
      places: first.places,
      series: [
        { name: nameOf(one), role: 'main', values: first.values },
        { name: nameOf(other), role: 'other', values: second.values },
      ],
      form: 'line',
      level: metrics[metric].joins === 'level',
      say: { full: (value) => say.full(metric, value), short: (value) => say.short(metric, value) },
    }),
    [first, second, one, other, metric, say],
  )
  if (first.isPending || second.isPending) return <LoadingState rows={1} height={310} />
  return <Chart label={say.name(metric)} data={data} />
}

function useAnswer({
  metric,
  one,
  other,
  values: [mine, theirs],
}: {
  metric: Metric
  one: Account
  other: Account
  values: (number | null | undefined)[]
}) {
  const { compare: words } = useAnalyticsText()
  const say = useSay()
  if (mine === null || mine === undefined || theirs === null || theirs === undefined) return words.untold(say.name(metric))
  const [more, less] = mine >= theirs ? [one, other] : [other, one]
  const change = changeOf(metrics[metric].unit, Math.max(mine, theirs), Math.min(mine, theirs))
  if (change.kind === 'same') return words.equal(say.name(metric))
  return words.more(nameOf(more), nameOf(less), say.name(metric), say.size(metric, change))
}

const nameOf = ({ handle, network }: Account) => `@${handle} (${networkName(network)})`
