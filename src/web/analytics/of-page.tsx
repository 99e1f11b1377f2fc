import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'

import type { Metric } from '#contract/metrics'

import { api } from '../api.ts'
import { NotFound } from '../frame/lost.tsx'
import { Section } from '../ui/page.tsx'
import { ErrorState, LoadingState } from '../ui/states.tsx'
import { AnalyticsPage } from './analytics-page.tsx'
import { type Dimension, dimensions } from './analytics-search.ts'
import { answerOf } from './answer-of.ts'
import { filterOf } from './filter-of.ts'
import { OverviewBody } from './overview-body.tsx'
import { PostList } from './post-list.tsx'
import { besides, rankOf } from './ranked.ts'
import { shownMetric } from './shown-metric.ts'
import { Standing } from './standing.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useAnswerWords } from './use-answer-words.ts'
import { narrowedTo, useNamed } from './use-named.tsx'
import { useOverview } from './use-overview.ts'
import { useView, type View } from './use-view.ts'

/** The page of one account, network, campaign, label or kind of post: they differ in what they are, not in what is asked of them. */
export function OfPage() {
  const { by, key } = useParams({ from: '/inside/analytics/of/$by/$key' })
  const dimension = dimensions.find((each) => each === by)
  return dimension ? <Of key={`${by} ${key}`} by={dimension} of={key} /> : <NotFound />
}

function Of({ by, of }: { by: Dimension; of: string }) {
  const view = useNarrowed(by, of)
  const { name } = useNamed()(by, of)
  const { data, error, refetch } = useOverview(view)
  const say = useAnswerWords(view)
  const shown = data && shownMetric(data.measures, data.overview.movers, view.search.metric)
  return (
    <AnalyticsPage view={view} title={name} time="compared" answer={data && say(answerOf(data.measures, data.overview.movers, shown))}>
      {error !== null && <ErrorState error={error} retry={refetch} />}
      {!data && error === null && <LoadingState rows={4} height={120} />}
      {data && shown && (
        <>
          <OverviewBody view={view} compared={data} shown={shown} withAccounts={by !== 'account'} />
          <TopPosts view={view} metric={rankOf(shown)} filter={narrowedTo(by, of)} />
          <Standing brandId={view.brand.id} about={data.overview} />
        </>
      )}
    </AnalyticsPage>
  )
}

/** The address, narrowed to what the page is of. */
function useNarrowed(by: Dimension, of: string): View {
  const view = useView()
  return useMemo(() => ({ ...view, asked: { ...view.asked, filter: filterOf({ ...view.search, ...narrowedTo(by, of) }) } }), [view, by, of])
}

function TopPosts({ view: { asked, brand }, metric, filter }: { view: View; metric: Metric; filter: ReturnType<typeof narrowedTo> }) {
  const { by: words, posts } = useAnalyticsText()
  const input = { ...asked, basis: 'activity' as const, by: metric, metrics: [...besides(metric)], limit: 5 }
  const { data } = useQuery(api.analytics.posts.queryOptions({ input }))
  if (!data || data.posts.length === 0) return null
  return (
    <Section
      title={words.topPosts}
      action={
        <Link from="/analytics" to="/analytics/posts" search={(now) => ({ ...now, ...filter, metric, basis: 'activity' })}>
          {posts.all}
        </Link>
      }
    >
      <PostList posts={data.posts} metrics={besides(metric)} from={1} brandId={brand.id} about={data} />
    </Section>
  )
}
