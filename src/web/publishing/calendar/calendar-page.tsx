import { lazy, Suspense, useMemo, useState } from 'react'

import type { Note, PostSummary } from '#contract/publishing'

import { useWrite } from '../../frame/use-write.ts'
import { useBrand, useMay } from '../../frame/who.ts'
import { useLanguage, useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { Page } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import { localOf } from '../time/wall-clock.ts'
import { firstDayOf } from '../time/week.ts'
import { zoneName } from '../time/zone-name.ts'
import { CalendarControls } from './calendar-controls.tsx'
import { countFilters, type CalendarView } from './calendar-search.ts'
import { CardsContext } from './cards-context.ts'
import { ListView } from './list-view.tsx'
import { rangeTitle } from './range-title.ts'
import { chooseByClick, useSelection, type Modifiers } from './selection.ts'
import { shownDays } from './shown-days.ts'
import { useCalendarSearch } from './use-calendar-search.ts'
import { useCalendar } from './use-calendar.ts'
import { useCampaigns } from './use-campaigns.ts'
import { useDrop } from './use-drop.ts'
import { useNoteDrop } from './use-note-drop.ts'

import styles from './calendar-page.module.css'

const bringGrid = () => import('./post-calendar.tsx')
const bringPanel = () => import('../post/post-panel.tsx')
const PostCalendar = lazy(async () => ({ default: (await bringGrid()).PostCalendar }))
const PostPanel = lazy(async () => ({ default: (await bringPanel()).PostPanel }))
const DraftsRail = lazy(async () => ({ default: (await import('./drafts-rail.tsx')).DraftsRail }))
const FilterChips = lazy(async () => ({ default: (await import('../planning/filter-chips.tsx')).FilterChips }))
const NoteEditor = lazy(async () => ({ default: (await import('../planning/note-editor.tsx')).NoteEditor }))
const BulkBar = lazy(async () => ({ default: (await import('../planning/bulk-bar.tsx')).BulkBar }))

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
  const [note, setNote] = useState<Note | { day: string }>()
  const today = localOf(Temporal.Now.instant(), brand.timeZone).slice(0, 10)
  const view = viewFor(search.view, narrow)
  const date = search.date ?? today
  const days = useMemo(() => shownDays(view, date, firstDayOf(language)), [view, date, language])
  const calendar = useCalendar(view, days, search)
  const { posts, error, more } = calendar
  const selection = useSelection(posts)
  const cards = { format: useFormat(brand.timeZone), campaigns: useCampaigns(brand.id, posts), selection }
  const drop = useDrop(posts)
  const noteDrop = useNoteDrop()
  const mayWrite = may('posts.write')
  const drafts = narrow || !mayWrite ? undefined : { shown: draftsShown, toggle: () => setDraftsShown(!draftsShown) }
  const change = mayWrite
    ? {
        selecting: selection.on,
        select: selection.on ? selection.stop : selection.start,
        addNote: () => setNote({ day: search.date ?? today }),
      }
    : undefined
  function openPost({ id }: PostSummary, event: Modifiers): void {
    if (!mayWrite || !chooseByClick(selection, { id, event })) setSearch({ post: id })
  }
  return (
    <CardsContext value={cards}>
      <Page
        wide
        title={rangeTitle(view, { date, days, language })}
        controls={<CalendarControls {...{ search, view, date, today, narrow, drafts, change }} onSearch={setSearch} />}
        lead={<span className={styles.zone}>{words.zone(zoneName(brand.timeZone, language))}</span>}
      >
        <div className={styles.whole}>
          {countFilters(search) > 0 && (
            <Suspense>
              <FilterChips filters={search} onChange={setSearch} />
            </Suspense>
          )}
          {error !== null && <ErrorState error={error} retry={calendar.retry} />}
          {more && <p className={styles.more}>{words.tooMany}</p>}
          <div className={styles.sides}>
            <div className={styles.main} onPointerEnter={() => void bringPanel()}>
              {view === 'list' ? (
                <ListView {...{ calendar, selection, mayWrite }} campaigns={cards.campaigns} onPost={openPost} onNote={setNote} />
              ) : (
                <Suspense fallback={<LoadingState rows={8} height={56} />}>
                  <PostCalendar
                    {...{ view, date, calendar, mayWrite }}
                    timeZone={brand.timeZone}
                    mayMove={may('posts.publish')}
                    onPost={openPost}
                    onNote={setNote}
                    onDay={(day) => setSearch({ view: 'day', date: day })}
                    onSlot={(start) => write.open(isPast(start, brand.timeZone) ? {} : { start })}
                    onDrop={drop}
                    onNoteDrop={noteDrop}
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
          <Suspense>
            {selection.on && <BulkBar shown={posts} selection={selection} />}
            {note !== undefined && <NoteEditor note={note} onClose={() => setNote(undefined)} />}
            {search.post !== undefined && <PostPanel postId={search.post} onClose={() => setSearch({ post: '' })} />}
          </Suspense>
        </div>
      </Page>
    </CardsContext>
  )
}

/** A phone shows a list or a day; anything wider what was asked for, else the week. */
function viewFor(asked: CalendarView | undefined, narrow: boolean): CalendarView {
  if (narrow) return asked === 'day' ? 'day' : 'list'
  return asked ?? 'week'
}

function isPast(local: string, timeZone: string): boolean {
  return local <= localOf(Temporal.Now.instant(), timeZone)
}
