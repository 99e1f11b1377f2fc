import type { CalendarState } from '#contract/publishing'

/** What the calendar shows, kept in the address so that it can be shared and survives going back. */
export interface CalendarSearch {
  readonly view?: CalendarView
  /** A day that is shown: 2026-11-24. */
  readonly date?: string
  readonly accounts?: readonly string[]
  readonly states?: readonly CalendarState[]
  /** The post whose panel is open. */
  readonly post?: string
}

export const calendarViews = ['month', 'week', 'day', 'list'] as const
export type CalendarView = (typeof calendarViews)[number]

const shownStates: readonly CalendarState[] = ['scheduled', 'sending', 'published', 'attention', 'taken-down', 'cancelled']

/** Reads the address; what it does not understand it leaves out. */
export function readCalendarSearch(search: Readonly<Record<string, unknown>>): CalendarSearch {
  const view = calendarViews.find((each) => each === search['view'])
  const date = readDate(search['date'])
  const accounts = readList(search['accounts'])
  const states = readList(search['states']).flatMap((name) => shownStates.filter((state) => state === name))
  const post = typeof search['post'] === 'string' && search['post'] !== '' ? search['post'] : undefined
  return {
    ...(view === undefined ? {} : { view }),
    ...(date === undefined ? {} : { date }),
    ...(accounts.length === 0 ? {} : { accounts }),
    ...(states.length === 0 ? {} : { states }),
    ...(post === undefined ? {} : { post }),
  }
}

function readDate(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  try {
    return Temporal.PlainDate.from(value).toString()
  } catch {
    return undefined
  }
}

function readList(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
