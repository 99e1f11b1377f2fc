import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Clock } from 'lucide-react'

import type { Metric } from '#contract/metrics'

import { api } from '../api.ts'
import { useLanguage } from '../language/text-provider.tsx'
import { useFormat } from '../language/use-format.ts'
import { fullHour } from '../language/week.ts'
import { zoneName } from '../publishing/time/zone-name.ts'
import { HeatGrid } from '../ui/chart/heat-grid.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import { AnalyticsPage } from './analytics-page.tsx'
import { bestHour, enough, type HourCell } from './best-hour.ts'
import { rankable, rankOf } from './ranked.ts'
import { Standing } from './standing.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useSay } from './use-say.ts'
import { useView } from './use-view.ts'

import controls from './controls.module.css'

/** When do posts do best? By the hour of the week in which they were published. */
export function TimesPage() {
  const { pages, times: words, posts } = useAnalyticsText()
  const view = useView()
  const say = useSay()
  const { language } = useLanguage()
  const metric = rankOf(view.search.metric)
  const { data, error, refetch } = useQuery(api.analytics.hours.queryOptions({ input: { ...view.asked, metric } }))
  const isEmpty = data?.cells.every(({ posts: count }) => count === 0) ?? false
  const answer = useAnswer(data?.cells ?? [], metric)
  return (
    <AnalyticsPage view={view} title={pages.times} time="alone" answer={data && !isEmpty ? answer : undefined}>
      <div className={controls.controls}>
        <Select
          className={controls.select}
          aria-label={posts.rank}
          data={rankable.map((value) => ({ value, label: say.name(value) }))}
          value={metric}
          allowDeselect={false}
          onChange={(chosen) => view.change({ metric: chosen ?? undefined })}
        />
      </div>
      {error !== null && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && error === null && <LoadingState rows={7} height={28} />}
      {isEmpty && (
        <EmptyState icon={<Clock size={24} />} title={words.nothing}>
          {posts.noneHint}
        </EmptyState>
      )}
      {data && !isEmpty && (
        <>
          <p className={controls.hint}>{words.hint(zoneName(data.timeZone, language))}</p>
          <Week cells={data.cells} metric={metric} />
        </>
      )}
      {data && <Standing brandId={view.brand.id} about={data} />}
    </AnalyticsPage>
  )
}

const days = [1, 2, 3, 4, 5, 6, 7]
const hours = Array.from({ length: 24 }, (_, hour) => hour)

function Week({ cells, metric }: { cells: readonly HourCell[]; metric: Metric }) {
  const { times: words } = useAnalyticsText()
  const say = useSay()
  const nameOf = useDayNames()
  const at = (day: number, hour: number) => cells.find((cell) => cell.day === day && cell.hour === hour)
  return (
    <HeatGrid
      label={words.heat(say.name(metric))}
      rows={days.map((day) => nameOf(day, 'short'))}
      columns={hours.map(fullHour)}
      cells={days.map((day) =>
        hours.map((hour) => {
          const { mean = null, posts = 0 } = at(day, hour) ?? {}
          return { value: mean, count: posts, thin: posts > 0 && posts < enough }
        }),
      )}
      say={({ value, count }, row, column) => {
        const when = words.at(nameOf(row + 1, 'long'), fullHour(column))
        return count === 0 ? words.noPosts(when) : words.cell(when, say.full(metric, value), count)
      }}
    />
  )
}

function useAnswer(cells: readonly HourCell[], metric: Metric): string {
  const { times: words } = useAnalyticsText()
  const say = useSay()
  const nameOf = useDayNames()
  const best = bestHour(cells)
  if (!best) return words.thin
  return words.best(words.at(nameOf(best.day, 'long'), fullHour(best.hour)), say.full(metric, best.mean), say.name(metric), best.posts)
}

/** Of 1 for Monday to 7. */
function useDayNames(): (day: number, length: 'short' | 'long') => string {
  const format = useFormat('UTC')
  // The first of January 2024 was a Monday.
  return (day, length) => format[length === 'short' ? 'dayShort' : 'dayName'](`2024-01-0${day}T12:00:00Z`)
}
