import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { CopyPlus, ExternalLink } from 'lucide-react'
import { useMemo } from 'react'

import type { MeasuredPost, Metric, UsualOfPosts, Values } from '#contract/analytics'
import { changeOf } from '#contract/change'
import { metrics } from '#contract/metrics'

import { api } from '../api.ts'
import { useMay } from '../frame/who.ts'
import { useFormat } from '../language/use-format.ts'
import type { ChartData } from '../ui/chart/chart-data.ts'
import { Chart } from '../ui/chart/chart.tsx'
import { Page, Section } from '../ui/page.tsx'
import { ErrorState, LoadingState } from '../ui/states.tsx'
import type { About } from './definition.tsx'
import { Figure } from './figure.tsx'
import { PostLine } from './post-line.tsx'
import { metricNames, rankable, rankOf } from './ranked.ts'
import { Standing } from './standing.tsx'
import { Tabs } from './tabs.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useReuse } from './use-reuse.ts'
import { useSay } from './use-say.ts'
import { useView, type View } from './use-view.ts'

import styles from './overview.module.css'

/** How did this post do, against what is usual for its account? */
export function MeasuredPostPage() {
  const { post: words } = useAnalyticsText()
  const { measuredId } = useParams({ from: '/inside/analytics/posts/$measuredId' })
  const view = useView()
  const { data, error, refetch } = useQuery(api.analytics.post.queryOptions({ input: { id: measuredId, base: view.asked.rate.base } }))
  if (data) return <Measured view={view} {...data} />
  return (
    <Page title={words.title} nav={<Tabs view={view} />} broad>
      {error === null ? <LoadingState rows={4} height={96} /> : <ErrorState error={error} retry={() => void refetch()} />}
    </Page>
  )
}

type Growth = readonly { readonly at: string; readonly values: Values }[]

interface MeasuredProps extends About {
  view: View
  post: MeasuredPost
  growth: Growth
  usual?: UsualOfPosts | undefined
}

function Measured({ view, post, growth, usual, ...about }: MeasuredProps) {
  const { post: words } = useAnalyticsText()
  const known = useMemo(() => rankable.filter((metric) => (post.values[metric] ?? null) !== null), [post.values])
  const metric = known.find((each) => each === view.search.metric) ?? known.find((each) => each === rankOf(undefined)) ?? known[0]
  const answer = useAnswer({ post, metric, usual })
  return (
    <Page title={words.title} lead={answer} nav={<Tabs view={view} />} action={<Actions post={post} brandId={view.brand.id} />} broad>
      <PostLine post={post} timeZone={about.timeZone} />
      {post.gone && <p>{words.goneNote}</p>}
      <div style={{ height: '1.5rem' }} />
      <Section title={words.growth} hint={words.growthHint} action={metric && <Choice view={view} known={known} metric={metric} />}>
        {metric && <GrowthChart {...{ metric, growth }} publishedAt={post.publishedAt} timeZone={about.timeZone} />}
      </Section>
      <Section title={words.figures} hint={usual ? words.usual(usual.posts, usual.days) : words.noUsual}>
        <div className={styles.all}>
          {rankable
            .filter((each) => known.includes(each) || about.missing.some((gap) => gap.metric === each))
            .map((each) => (
              <Figure
                key={each}
                metric={each}
                now={post.values[each]}
                before={usual?.values[each] ?? undefined}
                against={words.usually}
                about={about}
                note={<Usually metric={each} usual={usual} />}
              />
            ))}
        </div>
      </Section>
      <Standing brandId={view.brand.id} about={about} />
    </Page>
  )
}

function Choice({ view, known, metric }: { view: View; known: readonly Metric[]; metric: Metric }) {
  const { posts: words } = useAnalyticsText()
  const say = useSay()
  return (
    <Select
      aria-label={words.rank}
      data={known.map((value) => ({ value, label: say.name(value) }))}
      value={metric}
      allowDeselect={false}
      onChange={(chosen) => view.change({ metric: chosen ?? undefined })}
    />
  )
}

function Usually({ metric, usual }: { metric: Metric; usual: UsualOfPosts | undefined }) {
  const { post: words } = useAnalyticsText()
  const say = useSay()
  const value = usual?.values[metric]
  return value === null || value === undefined ? null : words.usually(say.short(metric, value))
}

interface GrowthProps {
  metric: Metric
  growth: Growth
  publishedAt: string
  /** Of the post's brand. */
  timeZone: string
}

function GrowthChart({ metric, growth, publishedAt, timeZone }: GrowthProps) {
  const say = useSay()
  const format = useFormat(timeZone)
  const data = useMemo((): ChartData => {
    const readings = fromNothing(growth, publishedAt)
    // In the first two days it is hours that tell.
    const isLong = Date.parse(readings.at(-1)?.at ?? '') - Date.parse(publishedAt) > 48 * 3_600_000
    const when = (time: number) => (isLong ? format.dayMonth : format.time)(new Date(time))
    return {
      places: readings.map(({ at }) => ({ short: when(Date.parse(at)), full: format.dateTime(at), at: Date.parse(at) })),
      series: [{ name: say.name(metric), role: 'main', values: readings.map(({ values }) => values[metric] ?? null) }],
      form: 'line',
      say: { full: (value) => say.full(metric, value), short: (value) => say.short(metric, value), when },
    }
  }, [growth, publishedAt, metric, say, format])
  return <Chart label={say.name(metric)} data={data} />
}

/** When it was published a post had gathered nothing of what is counted. */
function fromNothing(growth: Growth, publishedAt: string): Growth {
  const [first] = growth
  if (!first || Date.parse(first.at) <= Date.parse(publishedAt)) return growth
  const told = metricNames().filter((metric) => metrics[metric].joins !== 'rate' && (first.values[metric] ?? null) !== null)
  return [{ at: publishedAt, values: Object.fromEntries(told.map((metric) => [metric, 0])) }, ...growth]
}

function useAnswer({ post, metric, usual }: { post: MeasuredPost; metric: Metric | undefined; usual: UsualOfPosts | undefined }): string {
  const { post: words } = useAnalyticsText()
  const say = useSay()
  const now = metric && post.values[metric]
  if (metric === undefined || now === null || now === undefined) return words.untold
  const before = usual?.values[metric]
  if (!usual || before === null || before === undefined) return words.soFar(say.full(metric, now), say.name(metric))
  const change = changeOf(metrics[metric].unit, now, before)
  if (change.kind === 'same') return words.asUsual(say.name(metric), usual.posts)
  return (change.up ? words.above : words.below)(say.size(metric, change), say.name(metric), usual.posts)
}

function Actions({ post, brandId }: { post: MeasuredPost; brandId: string }) {
  const { post: words, posts } = useAnalyticsText()
  const may = useMay()
  const reuse = useReuse(brandId)
  return (
    <>
      {!post.gone && (
        <Button
          component="a"
          href={post.url}
          target="_blank"
          rel="noreferrer"
          variant="default"
          rightSection={<ExternalLink size={14} aria-hidden="true" />}
        >
          {words.open}
        </Button>
      )}
      {post.postId !== undefined && (
        <Button variant="default" renderRoot={(props) => <Link to="/posts/$postId" params={{ postId: post.postId ?? '' }} {...props} />}>
          {words.inHearth}
        </Button>
      )}
      {may('posts.write') && (
        <Button leftSection={<CopyPlus size={16} aria-hidden="true" />} onClick={() => void reuse(post)}>
          {posts.reuse}
        </Button>
      )}
    </>
  )
}
