import FullCalendar, { type CalendarRef, type EventDisplayInfo } from '@fullcalendar/react'

import '@fullcalendar/react/skeleton.css'
import { useEffect, useMemo, useRef } from 'react'

import type { GuestEntry } from '#contract/governance'

import { localeOf } from '../../language/locale-of.ts'
import { useLanguage } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { gridOptions } from '../../publishing/calendar/grid-options.ts'
import { MoreLink } from '../../publishing/calendar/more-link.tsx'
import { localOf } from '../../publishing/time/wall-clock.ts'
import { firstDayOf } from '../../publishing/time/week.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { guestLooks } from './guest-looks.ts'
import { useApprovalsText } from './use-approvals-text.ts'

import grid from '../../publishing/calendar/post-calendar.module.css'
import card from '../../publishing/calendar/post-card.module.css'

interface GuestGridProps {
  month: string
  entries: readonly GuestEntry[]
  timeZone: string
  onOpen: (approvalId: string) => void
}

/** A month as the team sees it, to look at: what the guest is asked about opens, nothing moves. Loaded only when it is shown. */
export function GuestGrid({ month, entries, timeZone, onOpen }: GuestGridProps) {
  const { language } = useLanguage()
  const calendar = useRef<CalendarRef>(null)
  const first = `${month}-01`
  useEffect(() => {
    const api = calendar.current?.getApi()
    if (api !== undefined) queueMicrotask(() => api.gotoDate(first))
  }, [first])
  const events = useMemo(
    () =>
      entries.map((entry) => ({
        id: entry.postId,
        // The grid's own clock is the brand's (see place-posts.ts).
        start: `${localOf(entry.at, timeZone)}:00Z`,
        title: entry.firstLine,
        interactive: entry.approvalId !== undefined,
        extendedProps: { entry },
      })),
    [entries, timeZone],
  )
  const content = useMemo(() => (shown: EventDisplayInfo) => <Card entry={entryOf(shown.event)} timeZone={timeZone} />, [timeZone])
  return (
    <div className={grid.calendar} data-view="month" data-still="">
      <FullCalendar
        ref={calendar}
        {...gridOptions}
        initialView="dayGridMonth"
        initialDate={first}
        locale={localeOf(language)}
        firstDay={firstDayOf(language)}
        now={() => `${localOf(Temporal.Now.instant(), timeZone)}:00Z`}
        height="auto"
        dayMaxEvents={5}
        navLinks={false}
        showNonCurrentDates={false}
        fixedWeekCount={false}
        events={events}
        eventContent={content}
        moreLinkContent={({ num }) => <MoreLink hidden={num} left={none} />}
        moreLinkClick="popover"
        eventClick={({ event, jsEvent }) => {
          jsEvent.preventDefault()
          const approvalId = entryOf(event)?.approvalId
          if (approvalId !== undefined) onOpen(approvalId)
        }}
      />
    </div>
  )
}

const none: ReadonlyMap<string, number> = new Map()

/** What was put into an event comes back untyped; only what was put there is taken out. */
function entryOf(event: { readonly extendedProps: Readonly<Record<string, unknown>> }): GuestEntry | undefined {
  const { entry }: { entry?: GuestEntry } = event.extendedProps
  return entry
}

function Card({ entry, timeZone }: { entry: GuestEntry | undefined; timeZone: string }) {
  const words = useApprovalsText()
  const format = useFormat(timeZone)
  if (!entry) return null
  const { tone, icon: Icon } = guestLooks[entry.state]
  const said = words.guest.states[entry.state]
  return (
    <div className={card.card} data-tone={tone} data-slim="">
      <div className={card.head}>
        <span className={card.state} title={said}>
          <Icon size={13} aria-hidden="true" />
          <span className="visually-hidden">{said}</span>
        </span>
        <time dateTime={entry.at}>{format.time(entry.at)}</time>
        {entry.networks.map((network) => (
          <NetworkIcon key={network} network={network} size={13} />
        ))}
      </div>
      <div className={card.body}>
        <span className={card.line} title={entry.firstLine}>
          {entry.firstLine || words.noText}
        </span>
      </div>
    </div>
  )
}
