import { Button, SegmentedControl, Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChartColumn } from 'lucide-react'

import { api } from '../api.ts'
import { useFormat } from '../language/use-format.ts'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import { AnalyticsPage } from './analytics-page.tsx'
import { PostList } from './post-list.tsx'
import { besides, rankable, rankOf } from './ranked.ts'
import { Standing } from './standing.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useSay } from './use-say.ts'
import { useView, type View } from './use-view.ts'

import styles from './controls.module.css'

const size = 25

/** Which posts did best? Ranked by what the reader chooses, each to be used again. */
export function PostsPage() {
  const { pages, posts: words } = useAnalyticsText()
  const view = useView()
  const { search, asked, brand } = view
  const say = useSay()
  const metric = rankOf(search.metric)
  const direction = search.order ?? 'highest'
  const offset = ((search.page ?? 1) - 1) * size
  const { data, error, refetch } = useQuery({
    ...api.analytics.posts.queryOptions({
      input: { ...asked, basis: search.basis ?? 'published', by: metric, direction, metrics: [...besides(metric)], limit: size, offset },
    }),
    placeholderData: keepPreviousData,
  })
  const [first] = data?.posts ?? []
  const sentence = direction === 'highest' ? words.best : words.worst
  const value = first?.values[metric]
  return (
    <AnalyticsPage
      view={view}
      title={pages.posts}
      time="alone"
      answer={
        first && offset === 0 && value !== null && value !== undefined
          ? sentence(first.firstLine || words.noText, say.full(metric, value), say.name(metric), data?.count ?? 0)
          : undefined
      }
    >
      <Ranking view={view} />
      {error !== null && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && error === null && <LoadingState rows={8} height={60} />}
      {data?.posts.length === 0 && (
        <EmptyState icon={<ChartColumn size={24} />} title={words.none}>
          {words.noneHint}
        </EmptyState>
      )}
      {data && data.posts.length > 0 && (
        <>
          <PostList posts={data.posts} metrics={besides(metric)} from={offset + 1} brandId={brand.id} about={data} />
          <Pages view={view} offset={offset} shown={data.posts.length} count={data.count} />
        </>
      )}
      {data && <Standing brandId={view.brand.id} about={data} />}
    </AnalyticsPage>
  )
}

/** By what, in which order, and what counts: the two readings of "in these days" are often taken for one another. */
function Ranking({ view: { search, change } }: { view: View }) {
  const { posts: words } = useAnalyticsText()
  const say = useSay()
  const basis = search.basis ?? 'published'
  return (
    <>
      <div className={styles.controls}>
        <Select
          className={styles.select}
          aria-label={words.rank}
          data={rankable.map((value) => ({ value, label: say.name(value) }))}
          value={rankOf(search.metric)}
          allowDeselect={false}
          onChange={(metric) => change({ metric: metric ?? undefined, page: undefined })}
        />
        <SegmentedControl
          aria-label={words.order}
          data={(['highest', 'lowest'] as const).map((value) => ({ value, label: words.orders[value] }))}
          value={search.order ?? 'highest'}
          onChange={(order) => change({ order: order === 'lowest' ? order : undefined, page: undefined })}
        />
        <SegmentedControl
          aria-label={words.basis}
          data={(['published', 'activity'] as const).map((value) => ({ value, label: words.bases[value] }))}
          value={basis}
          onChange={(chosen) => change({ basis: chosen === 'activity' ? chosen : undefined, page: undefined })}
        />
      </div>
      <p className={styles.hint}>{words.basisHints[basis]}</p>
    </>
  )
}

function Pages({ view: { search, change }, offset, shown, count }: { view: View; offset: number; shown: number; count: number }) {
  const { posts: words } = useAnalyticsText()
  const format = useFormat()
  if (count <= size) return null
  const page = search.page ?? 1
  return (
    <nav className={styles.pages} aria-label={words.post}>
      <Button variant="default" disabled={page === 1} onClick={() => change({ page: page > 2 ? page - 1 : undefined })}>
        {words.previous}
      </Button>
      <span>{words.shown(format.number(offset + 1), format.number(offset + shown), format.number(count))}</span>
      <Button variant="default" disabled={offset + shown >= count} onClick={() => change({ page: page + 1 })}>
        {words.next}
      </Button>
    </nav>
  )
}
