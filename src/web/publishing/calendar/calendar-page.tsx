import { Button } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { CalendarDays, PenLine } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'

import { useWrite } from '../../frame/use-write.ts'
import { useBrand, useMay } from '../../frame/who.ts'
import { useLanguage, useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import { localOf } from '../time/wall-clock.ts'
import { firstDayOf } from '../time/week.ts'
import { zoneName } from '../time/zone-name.ts'
import { CalendarControls } from './calendar-controls.tsx'
import type { CalendarSearch, CalendarView } from './calendar-search.ts'
import { PostList } from './post-list.tsx'
import { instantsOf, shownDays, type ShownDays } from './shown-days.ts'
import { useCalendarPosts } from './use-calendar-posts.ts'
import { useDrop } from './use-drop.ts'

import styles from './calendar-page.module.css'

const PostCalendar = lazy(async () => ({ default: (await import('./post-calendar.tsx')).PostCalendar }))
const PostPanel = lazy(async () => ({ default: (await import('../post/post-panel.tsx')).PostPanel }))
const DraftsRail = lazy(async () => ({ default: (await import('./drafts-rail.tsx')).DraftsRail }))

/** What goes out when: the week by default, full height, with a post's panel beside it. */
export function CalendarPage() {
  const brand = useBrand()
  const may = useMay()
  const narrow = useNarrow()
  const words = useText().calendar
  const { language } = useLanguage()
  const write = useWrite()
  const { search, setSearch } = useCalendarSearch()
  const [draftsShown, setDraftsShown] = useState(false)
  const today = localOf(Temporal.Now.instant(), brand.timeZone).slice(0, 10)
  const view = viewFor(search.view, narrow)
  const date = search.date ?? today
  const days = useMemo(() => shownDays(view, date, firstDayOf(language)), [view, date, language])
  const posts = useCalendarPosts(
    useMemo(() => instantsOf(days, brand.timeZone), [days, brand.timeZone]),
    search,
  )
  const shown = useMemo(() => posts.data?.posts ?? [], [posts.data])
  const drop = useDrop(shown)
  const open = (post: string) => setSearch({ post })
  const drafts = narrow || !may('posts.write') ? undefined : { shown: draftsShown, toggle: () => setDraftsShown(!draftsShown) }
  return (
    <Page
      wide
      title={useRangeTitle(view, date, days)}
      controls={<CalendarControls {...{ search, view, date, today, narrow, drafts }} onSearch={setSearch} />}
      lead={<span className={styles.zone}>{words.zone(zoneName(brand.timeZone, language))}</span>}
    >
      {posts.isError && <ErrorState error={posts.error} retry={() => void posts.refetch()} />}
      {posts.data?.more === true && <p className={styles.more}>{words.tooMany}</p>}
      <div className={styles.sides}>
        <div className={styles.main}>
          {view === 'list' ? (
            posts.isPending ? (
              <LoadingState rows={6} height={48} />
            ) : shown.length === 0 ? (
              <EmptyState
                icon={<CalendarDays size={24} />}
                title={words.noPosts}
                action={may('posts.write') && <WriteButton onClick={() => write.open()} />}
              />
            ) : (
              <PostList posts={shown} timeZone={brand.timeZone} onOpen={open} />
            )
          ) : (
            <Suspense fallback={<LoadingState rows={8} height={56} />}>
              <PostCalendar
                view={view}
                date={date}
                posts={shown}
                timeZone={brand.timeZone}
                mayMove={may('posts.publish')}
                mayWrite={may('posts.write')}
                onOpen={open}
                onDay={(day) => setSearch({ view: 'day', date: day })}
                onSlot={(start) => write.open(isPast(start, brand.timeZone) ? {} : { start })}
                onDrop={drop}
              />
            </Suspense>
          )}
        </div>
        {drafts?.shown === true && (
          <Suspense>
            <DraftsRail mayMove={may('posts.publish')} onOpen={(postId) => write.open({ postId })} onClose={drafts.toggle} />
          </Suspense>
        )}
      </div>
      {search.post !== undefined && (
        <Suspense>
          <PostPanel postId={search.post} onClose={() => setSearch({ post: '' })} />
        </Suspense>
      )}
    </Page>
  )
}

function WriteButton({ onClick }: { onClick: () => void }) {
  const words = useText().calendar
  return (
    <Button leftSection={<PenLine size={16} aria-hidden="true" />} onClick={onClick}>
      {words.write}
    </Button>
  )
}

/** Reads and writes the address; what is empty leaves it. */
function useCalendarSearch() {
  const search: CalendarSearch = useSearch({ from: '/inside/calendar' })
  const navigate = useNavigate({ from: '/calendar' })
  function setSearch(change: CalendarSearch): void {
    const emptied = Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value.length === 0 ? undefined : value]))
    void navigate({ search: (before) => ({ ...before, ...emptied }), replace: change.post === undefined })
  }
  return { search, setSearch }
}

/** A phone shows a list or a day; anything wider what was asked for, else the week. */
function viewFor(asked: CalendarView | undefined, narrow: boolean): CalendarView {
  if (narrow) return asked === 'day' ? 'day' : 'list'
  return asked ?? 'week'
}

function isPast(local: string, timeZone: string): boolean {
  return local <= localOf(Temporal.Now.instant(), timeZone)
}

/** "November 2026", "23–29 Nov 2026" or the day. */
function useRangeTitle(view: CalendarView, date: string, { from, to }: ShownDays): string {
  const { language } = useLanguage()
  const format = useFormat('UTC')
  const locale = language === 'en' ? 'en-GB' : language
  if (view === 'day') return format.date(at(date))
  if (view === 'month') return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(at(date))
  const range = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: language === 'en' ? 'short' : 'long',
    year: 'numeric',
  })
  return range.formatRange(at(from.toString()), at(to.subtract({ days: 1 }).toString()))
}

function at(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}
