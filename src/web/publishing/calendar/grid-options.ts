import type { CalendarOptions } from '@fullcalendar/react'
import dayGrid from '@fullcalendar/react/daygrid'
import interaction from '@fullcalendar/react/interaction'
import timeGrid from '@fullcalendar/react/timegrid'

import styles from './post-calendar.module.css'

/** What never changes about the grid: its behaviour and its clothes. */
export const gridOptions: CalendarOptions = {
  plugins: [dayGrid, timeGrid, interaction],
  timeZone: 'UTC',
  headerToolbar: false,
  height: '100%',
  nowIndicator: true,
  navLinks: true,
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
  scrollTime: '06:45',
  slotHeaderFormat: { hour: '2-digit', minute: '2-digit', hour12: false },
  dayHeaderFormat: { weekday: 'short', day: 'numeric' },
  views: {
    dayGridMonth: { dayHeaderFormat: { weekday: 'short' } },
    timeGridDay: { dayHeaderFormat: { weekday: 'long', day: 'numeric', month: 'long' } },
  },
  expandRows: true,
  eventClass: styles.event ?? '',
  backgroundEventClass: styles.free ?? '',
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
  allDayHeaderClass: styles.allDayHeader ?? '',
  allDayHeaderInnerClass: styles.allDayHeaderInner ?? '',
  allDayDividerClass: styles.allDayDivider ?? '',
  nowIndicatorLineClass: styles.nowLine ?? '',
  nowIndicatorDotClass: styles.nowDot ?? '',
  highlightClass: styles.highlight ?? '',
  moreLinkClass: styles.more ?? '',
  popoverClass: styles.popover ?? '',
  popoverCloseClass: styles.popoverClose ?? '',
  popoverCloseContent: () => '×',
  tableHeaderClass: styles.tableHeader ?? '',
}
