import type { By, PostType, Rate } from '#contract/analytics'

/** What the pages of analytics show, kept in the address so that it can be shared; one address for all of them, so that a period stays chosen. */
export interface AnalyticsSearch {
  /** The last 28 days where absent. */
  readonly period?: PeriodName | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** The days before where absent, as many. */
  readonly against?: 'year' | 'other' | undefined
  readonly againstFrom?: string | undefined
  readonly againstTo?: string | undefined
  /** The brand on screen, where there are several. */
  readonly brand?: string | undefined
  readonly accounts?: readonly string[] | undefined
  readonly networks?: readonly string[] | undefined
  readonly campaigns?: readonly string[] | undefined
  readonly labels?: readonly string[] | undefined
  readonly types?: readonly string[] | undefined
  /** Of the engagement rate; reach where absent. */
  readonly base?: Rate['base'] | undefined
  /** Ratio of sums where absent. */
  readonly average?: 'means' | undefined
  /** The measure in the chart, or that ranks. */
  readonly metric?: string | undefined
  readonly basis?: 'activity' | undefined
  readonly order?: 'lowest' | undefined
  readonly page?: number | undefined
  readonly by?: Dimension | undefined
  /** The two accounts that are compared. */
  readonly one?: string | undefined
  readonly other?: string | undefined
}

export const periods = ['7', '28', '90', 'month', 'last-month', 'quarter', 'year', 'custom'] as const
export type PeriodName = (typeof periods)[number]

export const dimensions = ['account', 'network', 'campaign', 'label', 'type'] as const satisfies readonly By[]
export type Dimension = (typeof dimensions)[number]

export const postTypes = [
  'text',
  'image',
  'gallery',
  'video',
  'short',
  'story',
  'link',
  'poll',
  'document',
] as const satisfies readonly PostType[]

/** Reads the address; what it does not understand it leaves out. */
export function readAnalyticsSearch(search: Readonly<Record<string, unknown>>): AnalyticsSearch {
  const one = <Name extends string>(name: string, allowed: readonly Name[]) => allowed.find((each) => each === String(search[name]))
  const found: AnalyticsSearch = {
    period: one('period', periods),
    against: one('against', ['year', 'other']),
    base: one('base', ['reach', 'impressions', 'followers']),
    average: one('average', ['means']),
    basis: one('basis', ['activity']),
    order: one('order', ['lowest']),
    by: one('by', dimensions),
    page: typeof search['page'] === 'number' && search['page'] > 1 ? Math.floor(search['page']) : undefined,
    ...Object.fromEntries(['from', 'to', 'againstFrom', 'againstTo'].map((name) => [name, dayIn(search[name])])),
    ...Object.fromEntries(['brand', 'metric', 'one', 'other'].map((name) => [name, wordIn(search[name])])),
    ...Object.fromEntries(filterNames.map((name) => [name, listIn(search[name])])),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

export const filterNames = ['accounts', 'networks', 'campaigns', 'labels', 'types'] as const

/** How many single filters are on. */
export function countFilters(search: AnalyticsSearch): number {
  return filterNames.reduce((sum, name) => sum + (search[name]?.length ?? 0), 0)
}

function dayIn(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined
}

function wordIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function listIn(value: unknown): readonly string[] | undefined {
  const words = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
  return words.length > 0 ? words : undefined
}
