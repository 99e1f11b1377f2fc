import FullCalendar, { type CalendarRef, type EventApi } from '@fullcalendar/react'

import '@fullcalendar/react/skeleton.css'
import { useEffect, useMemo, useRef } from 'react'

import type { Note, PostSummary } from '#contract/publishing'

import { localeOf } from '../../language/locale-of.ts'
import { useLanguage, useText } from '../../language/text-provider.tsx'
import { localOf } from '../time/wall-clock.ts'
import { firstDayOf } from '../time/week.ts'
import { dataOf, freeEvents, leftOut, nativeEvents, noteEvents, postEvents } from './calendar-events.ts'
import type { CalendarView } from './calendar-search.ts'
import { fullCard, slimCard } from './grid-cards.tsx'
import { gridOptions } from './grid-options.ts'
import { MoreLink } from './more-link.tsx'
import { keepTime, localOfGrid } from './place-posts.ts'
import type { Modifiers } from './selection.ts'
import type { Calendar } from './use-calendar.ts'

import styles from './post-calendar.module.css'

interface PostCalendarProps {
  view: Exclude<CalendarView, 'list'>
  date: string
  calendar: Calendar
  timeZone: string
  mayMove: boolean
  mayWrite: boolean
  onPost: (post: PostSummary, event: Modifiers) => void
  onNote: (note: Note | { day: string }) => void
  onDay: (date: string) => void
  /** An empty place was clicked: the local time there. */
  onSlot: (local: string) => void
  /** A card was dropped; `revert` puts it back. */
  onDrop: (drop: { postId: string; at: Date; revert: () => void }) => void
  onNoteDrop: (drop: { note: Note; day: string; revert: () => void }) => void
}

const names = { month: 'dayGridMonth', week: 'timeGridWeek', day: 'timeGridDay' } as const

/** The grid, in the brand's wall-clock time (see place-posts.ts). Loaded only when it is shown. */
export function PostCalendar(props: PostCalendarProps) {
  const { view, date, timeZone, mayMove, mayWrite } = props
  const { language } = useLanguage()
  const words = useText().calendar
  const frame = useRef<HTMLDivElement>(null)
  const calendar = useShownView({ view, date }, frame)
  const { events, left } = useEvents(props)
  return (
    <div ref={frame} className={styles.calendar} data-view={view}>
      <FullCalendar
        ref={calendar}
        {...gridOptions}
        initialView={names[view]}
        initialDate={date}
        locale={localeOf(language)}
        firstDay={firstDayOf(language)}
        now={() => `${localOf(Temporal.Now.instant(), timeZone)}:00Z`}
        events={events}
        droppable={mayMove}
        allDayText={words.notes}
        moreLinkContent={({ num }) => <MoreLink hidden={num} left={left} />}
        moreLinkHint={words.moreHint}
        moreLinkClick={({ date: day }) => showDay(localOfGrid(day).slice(0, 10), left, props.onDay)}
        navLinkDayClick={(day) => props.onDay(localOfGrid(day).slice(0, 10))}
        eventContent={view === 'month' ? slimCard : fullCard}
        backgroundEventContent={({ event }) => (event.start === null ? null : localOfGrid(event.start).slice(11))}
        eventClick={({ event, jsEvent }) => {
          jsEvent.preventDefault()
          open(event, jsEvent, props)
        }}
        dateClick={({ date: at, allDay }) => mayWrite && clickOn(localOfGrid(at), { ...props, isNote: allDay && view !== 'month' })}
        eventDrop={({ event, revert }) => dropped(event, revert, props)}
        eventReceive={({ event, revert, view: { type } }) => {
          const at = event.start
          revert()
          if (at === null) return
          const local = type === names.month || event.allDay ? keepTime(localOfGrid(at), undefined) : localOfGrid(at)
          props.onDrop({ postId: event.id, at: new Date(`${local}:00Z`), revert: () => {} })
        }}
      />
    </div>
  )
}

function useEvents({ calendar, timeZone, mayMove, mayWrite }: PostCalendarProps) {
  const { posts, native, notes, free, counts } = calendar
  const world = useMemo(() => ({ timeZone, mayMove, mayWrite }), [timeZone, mayMove, mayWrite])
  const shown = useMemo(() => [...postEvents(posts, world), ...nativeEvents(native, world)], [posts, native, world])
  const events = useMemo(() => [...freeEvents(free), ...noteEvents(notes, world), ...shown], [free, notes, shown, world])
  const left = useMemo(() => leftOut(counts, shown), [counts, shown])
  return { events, left }
}

/** Follows the address. */
function useShownView({ view, date }: Pick<PostCalendarProps, 'view' | 'date'>, frame: { readonly current: HTMLElement | null }) {
  const calendar = useRef<CalendarRef>(null)
  useEffect(() => {
    const api = calendar.current?.getApi()
    if (api === undefined) return
    queueMicrotask(() => {
      api.changeView(names[view], date)
      requestAnimationFrame(() => letKeysScroll(frame.current))
    })
  }, [view, date, frame])
  return calendar
}

/** A day of which not everything is here is shown by itself; any other opens where it stands. */
function showDay(day: string, left: ReadonlyMap<string, number>, onDay: (day: string) => void): string {
  if (!left.has(day)) return 'popover'
  onDay(day)
  return names.day
}

function clickOn(local: string, { isNote, onNote, onSlot, view }: PostCalendarProps & { isNote: boolean }): void {
  if (isNote) onNote({ day: local.slice(0, 10) })
  else onSlot(view === 'month' ? keepTime(local, undefined) : local)
}

function open(event: EventApi, jsEvent: Modifiers, { onPost, onNote }: PostCalendarProps): void {
  const data = dataOf(event)
  if (data?.kind === 'post') onPost(data.post, jsEvent)
  if (data?.kind === 'note') onNote(data.note)
  if (data?.kind === 'native') window.open(data.native.url, '_blank', 'noopener,noreferrer')
}

/** A note lies on a day, a post at a time: neither turns into the other. */
function dropped(event: EventApi, revert: () => void, { onDrop, onNoteDrop }: PostCalendarProps): void {
  const data = dataOf(event)
  if (event.start === null || data?.kind === 'native' || event.allDay !== (data?.kind === 'note')) return revert()
  if (data?.kind === 'note') onNoteDrop({ note: data.note, day: localOfGrid(event.start).slice(0, 10), revert })
  else onDrop({ postId: event.id, at: event.start, revert })
}

/** A grid without cards has nothing to tab to, so its first cell takes the focus, and the keys scroll what it lies in. */
function letKeysScroll(frame: HTMLElement | null): void {
  for (const element of frame?.querySelectorAll<HTMLElement>('div') ?? []) {
    const scrolls = getComputedStyle(element).overflowY === 'auto'
    const cell = scrolls ? element.querySelector<HTMLElement>('[role=cell], [role=gridcell], [role=rowheader], [role=row]') : null
    if (cell !== null) cell.tabIndex = 0
  }
}
