import type { CalendarState } from '#contract/publishing'

/** What the calendar shows, kept in the address so that it can be shared and survives going back. */
export interface CalendarSearch extends Filters {
  readonly view?: CalendarView
  /** A day that is shown: 2026-11-24. */
  readonly date?: string
  /** The post whose panel is open. */
  readonly post?: string
}

/** What of the calendar is wanted; absent means everything. */
export interface Filters {
  /** The brand on screen, where there are several. */
  readonly brand?: string
  readonly networks?: readonly string[]
  readonly accounts?: readonly string[]
  readonly campaigns?: readonly string[]
  readonly labels?: readonly string[]
  readonly states?: readonly CalendarState[]
}

export const calendarViews = ['month', 'week', 'day', 'list'] as const
export type CalendarView = (typeof calendarViews)[number]

export const shownStates: readonly CalendarState[] = [
  'scheduled',
  'sending',
  'published',
  'elsewhere',
  'attention',
  'taken-down',
  'cancelled',
]

/** The kinds of filter that narrow what is shown, in the order they are offered. */
export const narrowing = ['networks', 'accounts', 'campaigns', 'labels', 'states'] as const

/** How many single filters are on. */
export function countFilters(filters: Filters): number {
  return narrowing.reduce((sum, kind) => sum + (filters[kind]?.length ?? 0), 0)
}

/** Reads the address; what it does not understand it leaves out. */
export function readCalendarSearch(search: Readonly<Record<string, unknown>>): CalendarSearch {
  const states = readList(search['states']).flatMap((name) => shownStates.filter((state) => state === name))
  return withoutEmpty({
    view: calendarViews.find((each) => each === search['view']),
    date: readDate(search['date']),
    post: readText(search['post']),
    brand: readText(search['brand']),
    networks: readList(search['networks']),
    accounts: readList(search['accounts']),
    campaigns: readList(search['campaigns']),
    labels: readList(search['labels']),
    states,
  })
}

function withoutEmpty(found: { readonly [Name in keyof CalendarSearch]: CalendarSearch[Name] | undefined }): CalendarSearch {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined && value.length > 0))
}

function readDate(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  try {
    return Temporal.PlainDate.from(value).toString()
  } catch {
    return undefined
  }
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function readList(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
