import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { PenLine, Sunrise } from 'lucide-react'
import { lazy, Suspense, useMemo } from 'react'

import type { Account } from '#contract/connections'
import type { AttentionItem, CadenceWarning, Obstructed, PostSummary } from '#contract/publishing'

import { api } from '../../api.ts'
import { DemoOffer } from '../../demo/demo-offer.tsx'
import { useWrite } from '../../frame/use-write.ts'
import { useBrand, useMay } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { entryOf } from '../calendar/entries.ts'
import { PostList } from '../calendar/post-list.tsx'
import { localOf } from '../time/wall-clock.ts'
import { ApprovalsHere } from './approvals-here.tsx'
import { AttentionList } from './attention-list.tsx'
import { Counts } from './counts.tsx'
import { daysFrom, todayIn } from './days-from.ts'
import { FirstSteps } from './first-steps.tsx'
import { useApprovalsHere, type ApprovalsHere as Here } from './use-approvals-here.ts'

const HeldHint = lazy(async () => ({ default: (await import('../../governance/crisis/held-hint.tsx')).HeldHint }))
// What comes last moves nothing when it is there.
const WaitingDocuments = lazy(async () => ({ default: (await import('../../governance/training/waiting.tsx')).WaitingDocuments }))
const Checklists = lazy(async () => ({ default: (await import('../../governance/training/checklists.tsx')).Checklists }))
// Numbers come last, so that nothing moves when they are there.
const WeekNumbers = lazy(async () => ({ default: (await import('../../analytics/week-numbers.tsx')).WeekNumbers }))

/** What needs me, what goes out today, and how much is coming. A newcomer sees the straight line to the first post instead. */
export function TodayPage() {
  const words = useText().today
  const brand = useBrand()
  const format = useFormat('UTC')
  const today = todayIn(brand.timeZone)
  const week = useMemo(() => daysFrom(today, 7, brand.timeZone), [today, brand.timeZone])
  const input = { brandId: brand.id }
  const accounts = useQuery(api.connections.accounts.queryOptions({ input }))
  const attention = useQuery(api.publishing.attention.queryOptions({ input }))
  const obstructed = useQuery(api.publishing.obstructed.queryOptions({ input }))
  const cadence = useQuery(api.publishing.cadenceWarnings.queryOptions({ input }))
  const posts = useQuery(api.publishing.list.queryOptions({ input: { ...input, ...week } }))
  const drafts = useQuery(api.publishing.drafts.queryOptions({ input: { ...input, limit: 50 } }))
  const ever = useQuery(api.publishing.list.queryOptions({ input: { ...input, ...always, limit: 1 } }))
  const approvals = useApprovalsHere()
  const asked = [accounts, attention, obstructed, cadence, posts, drafts, ever, ...approvals.queries]
  const trouble = asked.find(({ error }) => error !== null)?.error ?? null
  if (trouble !== null) {
    return (
      <Page title={words.title}>
        <ErrorState error={trouble} retry={() => void Promise.all(asked.map((query) => query.refetch()))} />
      </Page>
    )
  }
  if (
    !accounts.isSuccess ||
    !attention.isSuccess ||
    !obstructed.isSuccess ||
    !cadence.isSuccess ||
    !posts.isSuccess ||
    !drafts.isSuccess ||
    !ever.isSuccess ||
    approvals.isLoading
  ) {
    return (
      <Page title={words.title}>
        <LoadingState rows={5} height={56} />
      </Page>
    )
  }
  const hasPosts = ever.data.posts.length > 0
  const isNew = accounts.data.length === 0 || !hasPosts
  const known = {
    accounts: accounts.data,
    attention: attention.data,
    obstructed: obstructed.data,
    cadence: cadence.data,
    posts: posts.data.posts,
    drafts: drafts.data.posts,
    approvals: approvals.here,
  }
  return (
    <Page title={words.title} lead={format.date(`${today}T12:00:00Z`)}>
      {isNew && <FirstSteps accounts={known.accounts} drafts={known.drafts} hasPosts={hasPosts} />}
      {isNew && <DemoOffer />}
      {!isNew && (
        <Suspense>
          <HeldHint brandId={brand.id} />
        </Suspense>
      )}
      {(!isNew || known.accounts.some(({ health }) => health.state === 'signed-out')) && <Needs {...known} />}
      <ApprovalsHere {...known.approvals} />
      {!isNew && <Day posts={known.posts} drafts={known.drafts} today={today} timeZone={brand.timeZone} />}
      <Suspense>
        <WaitingDocuments />
        <Checklists />
      </Suspense>
    </Page>
  )
}

/** Wide enough for every post there ever was or will be. */
const always = { from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' }

interface Known {
  accounts: readonly Account[]
  attention: readonly AttentionItem[]
  obstructed: readonly Obstructed[]
  cadence: readonly CadenceWarning[]
  posts: readonly PostSummary[]
  drafts: readonly PostSummary[]
  approvals: Here
}

function Needs({ accounts, attention, obstructed, cadence, posts, approvals }: Known) {
  const words = useText().today
  const format = useFormat()
  const write = useWrite()
  const may = useMay()
  const signedOut = accounts.filter(({ health }) => health.state === 'signed-out')
  if (signedOut.length + attention.length + obstructed.length + cadence.length > 0) {
    return <AttentionList {...{ accounts, signedOut, obstructed, cadence }} items={attention} />
  }
  if (approvals.count + approvals.sentBack.length > 0) return null
  const next = posts.find(({ state }) => state === 'scheduled')?.planned?.at
  return (
    <EmptyState
      icon={<Sunrise size={28} />}
      title={words.nothing}
      action={
        next === undefined &&
        may('posts.write') && (
          <Button variant="default" leftSection={<PenLine size={16} aria-hidden="true" />} onClick={() => write.open()}>
            {words.steps.write}
          </Button>
        )
      }
    >
      {next === undefined ? words.nothingPlanned : words.nothingHint(format.relative(next))}
    </EmptyState>
  )
}

function goesOut({ state }: PostSummary): boolean {
  return state !== 'taken-down' && state !== 'cancelled'
}

interface DayProps {
  posts: readonly PostSummary[]
  drafts: readonly PostSummary[]
  today: string
  timeZone: string
}

function Day({ posts, drafts, today, timeZone }: DayProps) {
  const words = useText().today
  const navigate = useNavigate()
  const write = useWrite()
  const may = useMay()
  const ofToday = posts.filter((post) => {
    const at = post.publishedAt ?? post.planned?.at
    return at !== undefined && localOf(at, timeZone).startsWith(today)
  })
  const open = (postId: string) => void navigate({ to: '/posts/$postId', params: { postId } })
  return (
    <>
      <Counts today={ofToday.filter(goesOut).length} week={posts.filter(goesOut).length} drafts={drafts.length} />
      <Section title={words.day}>
        {ofToday.length === 0 ? (
          <p>{words.dayEmpty}</p>
        ) : (
          <PostList entries={ofToday.map(entryOf)} timeZone={timeZone} onOpen={({ id }) => open(id)} />
        )}
      </Section>
      {drafts.length > 0 && (
        <Section title={words.drafts}>
          <PostList
            entries={drafts.slice(0, 5).map(entryOf)}
            timeZone={timeZone}
            onOpen={({ id }) => (may('posts.write') ? write.open({ postId: id }) : open(id))}
          />
        </Section>
      )}
      <Suspense>
        <WeekNumbers />
      </Suspense>
    </>
  )
}
