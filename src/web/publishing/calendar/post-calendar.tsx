import FullCalendar, { type CalendarOptions, type CalendarRef, type EventDisplayInfo } from '@fullcalendar/react'

import '@fullcalendar/react/skeleton.css'
import dayGrid from '@fullcalendar/react/daygrid'
import interaction from '@fullcalendar/react/interaction'
import timeGrid from '@fullcalendar/react/timegrid'
import { useEffect, useMemo, useRef } from 'react'

import type { PostSummary } from '#contract/publishing'

import { useLanguage, useText } from '../../language/text-provider.tsx'
import { localOf } from '../time/wall-clock.ts'
import { firstDayOf } from '../time/week.ts'
import type { CalendarView } from './calendar-search.ts'
import { keepTime, localOfGrid, placePost } from './place-posts.ts'
import { PostCard } from './post-card.tsx'

import styles from './post-calendar.module.css'

interface PostCalendarProps {
  view: Exclude<CalendarView, 'list'>
  date: string
  posts: readonly PostSummary[]
  timeZone: string
  mayMove: boolean
  mayWrite: boolean
  onOpen: (postId: string) => void
  onDay: (date: string) => void
  /** An empty place was clicked: the local time there. */
  onSlot: (local: string) => void
  /** A card was dropped; `revert` puts it back. */
  onDrop: (drop: { postId: string; at: Date; revert: () => void }) => void
}

const names = { month: 'dayGridMonth', week: 'timeGridWeek', day: 'timeGridDay' } as const

/** The grid, in the brand's wall-clock time (see place-posts.ts). Loaded only when it is shown. */
export function PostCalendar({ view, date, posts, timeZone, mayMove, mayWrite, onOpen, onDay, onSlot, onDrop }: PostCalendarProps) {
  const { language } = useLanguage()
  const words = useText().calendar
  const calendar = useRef<CalendarRef>(null)
  const frame = useRef<HTMLDivElement>(null)
  const events = useMemo(() => posts.flatMap((post) => eventOf(post, timeZone, mayMove) ?? []), [posts, timeZone, mayMove])
  useEffect(() => {
    const api = calendar.current?.getApi()
    if (api === undefined) return
    queueMicrotask(() => {
      api.changeView(names[view], date)
      requestAnimationFrame(() => letKeysScroll(frame.current))
    })
  }, [view, date])
  return (
    <div ref={frame} className={styles.calendar} data-view={view}>
      <FullCalendar
        ref={calendar}
        {...fixed}
        initialView={names[view]}
        initialDate={date}
        locale={language === 'en' ? 'en-GB' : 'zh-TW'}
        firstDay={firstDayOf(language)}
        now={() => `${localOf(Temporal.Now.instant(), timeZone)}:00Z`}
        events={events}
        droppable={mayMove}
        moreLinkContent={({ num }) => words.more(num)}
        navLinkDayClick={(day) => onDay(localOfGrid(day).slice(0, 10))}
        eventContent={view === 'month' ? slimCard : fullCard}
        eventClick={({ event, jsEvent }) => {
          jsEvent.preventDefault()
          onOpen(event.id)
        }}
        dateClick={({ date: at, allDay }) => mayWrite && onSlot(allDay ? keepTime(localOfGrid(at), undefined) : localOfGrid(at))}
        eventDrop={({ event, revert }) => event.start !== null && onDrop({ postId: event.id, at: event.start, revert })}
        eventReceive={({ event, revert, view: { type } }) => {
          const at = event.start
          revert()
          if (at === null) return
          const local = type === names.month ? keepTime(localOfGrid(at), undefined) : localOfGrid(at)
          onDrop({ postId: event.id, at: new Date(`${local}:00Z`), revert: () => {} })
        }}
      />
    </div>
  )
}

const fixed: CalendarOptions = {
  plugins: [dayGrid, timeGrid, interaction],
  timeZone: 'UTC',
  headerToolbar: false,
  height: '100%',
  nowIndicator: true,
  navLinks: true,
  allDaySlot: false,
  editable: false,
  eventDurationEditable: false,
  eventInteractive: true,
  eventDisplay: 'block',
  dayMaxEvents: true,
  eventMaxStack: 3,
  slotEventOverlap: false,
  defaultTimedEventDuration: '01:00',
  // A drag is reckoned from the middle of the row the card was taken at; rows longer than a snap would move it by one on the way.
  slotDuration: '00:15',
  snapDuration: '00:15',
  slotHeaderInterval: '01:00',
  slotMinHeight: 15,
  scrollTime: '07:00',
  slotHeaderFormat: { hour: '2-digit', minute: '2-digit', hour12: false },
  dayHeaderFormat: { weekday: 'short', day: 'numeric' },
  views: {
    dayGridMonth: { dayHeaderFormat: { weekday: 'short' } },
    timeGridDay: { dayHeaderFormat: { weekday: 'long', day: 'numeric', month: 'long' } },
  },
  expandRows: true,
  eventClass: styles.event ?? '',
  dayHeaderClass: styles.dayHeader ?? '',
  dayHeaderInnerClass: ({ isToday }) => (isToday ? `${styles.dayHeaderInner} ${styles.today}` : (styles.dayHeaderInner ?? '')),
  dayHeaderRowClass: styles.row ?? '',
  dayRowClass: styles.row ?? '',
  dayCellClass: ({ isOther, isToday }) => [styles.cell, isOther && styles.other, isToday && styles.todayCell].filter(Boolean).join(' '),
  dayCellTopClass: styles.cellTop ?? '',
  dayCellTopInnerClass: ({ isToday }) => (isToday ? `${styles.dayNumber} ${styles.today}` : (styles.dayNumber ?? '')),
  dayLaneClass: ({ isToday }) => [styles.lane, isToday && styles.todayCell].filter(Boolean).join(' '),
  dayLaneInnerClass: styles.laneInner ?? '',
  slotLaneClass: ({ isMinor }) => (isMinor ? `${styles.slot} ${styles.minor}` : (styles.slot ?? '')),
  slotHeaderClass: styles.slotHeader ?? '',
  slotHeaderInnerClass: styles.slotHeaderInner ?? '',
  nowIndicatorLineClass: styles.nowLine ?? '',
  nowIndicatorDotClass: styles.nowDot ?? '',
  highlightClass: styles.highlight ?? '',
  moreLinkClass: styles.more ?? '',
  popoverClass: styles.popover ?? '',
  popoverCloseClass: styles.popoverClose ?? '',
  popoverCloseContent: () => '×',
  tableHeaderClass: styles.tableHeader ?? '',
}

function eventOf(post: PostSummary, timeZone: string, mayMove: boolean) {
  const card = placePost(post, timeZone, mayMove)
  return (
    card && {
      id: card.id,
      start: card.start,
      title: post.firstLine,
      editable: card.editable,
      extendedProps: { post, occurrence: card.occurrence },
    }
  )
}

/** A grid without cards has nothing to tab to, so its first cell takes the focus, and the keys scroll what it lies in. */
function letKeysScroll(frame: HTMLElement | null): void {
  for (const element of frame?.querySelectorAll<HTMLElement>('div') ?? []) {
    const scrolls = getComputedStyle(element).overflowY === 'auto'
    const cell = scrolls ? element.querySelector<HTMLElement>('[role=cell], [role=gridcell], [role=rowheader], [role=row]') : null
    if (cell !== null) cell.tabIndex = 0
  }
}

function fullCard(info: EventDisplayInfo) {
  return <CardOf info={info} slim={false} />
}

function slimCard(info: EventDisplayInfo) {
  return <CardOf info={info} slim />
}

/** What we put into the event comes back untyped; only what was put there is taken out. */
function CardOf({ info, slim }: { info: EventDisplayInfo; slim: boolean }) {
  const { post, occurrence }: { post?: PostSummary; occurrence?: 'first' | 'second' } = info.event.extendedProps
  return post === undefined ? null : <PostCard post={post} occurrence={occurrence} slim={slim} />
}
