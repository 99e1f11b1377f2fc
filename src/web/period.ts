/** Days that a page shows, kept in its address so that it can be shared. */
export interface PeriodSearch {
  /** The last days, or `custom` with its two days; thirty where absent. */
  readonly period?: Period | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** The brand on screen, where there are several. */
  readonly brand?: string | undefined
}

export const periods = ['7', '30', '90', 'custom'] as const
export type Period = (typeof periods)[number]

/** Reads the address; what it does not understand it leaves out. */
export function readPeriod({ period, from, to, brand }: Readonly<Record<string, unknown>>): PeriodSearch {
  const known = periods.find((each) => each === String(period))
  return {
    ...(known === undefined ? {} : { period: known }),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(to) ? { to } : {}),
    ...(typeof brand === 'string' ? { brand } : {}),
  }
}

/** The first day and the last, both within the period. Days that cross are taken the other way round, and a year is the most. */
export function daysOf({ period = '30', from, to }: PeriodSearch, today: string): { from: string; to: string } {
  if (period === 'custom' && from !== undefined && to !== undefined) {
    const [first, last] = from <= to ? [from, to] : [to, from]
    const latest = Temporal.PlainDate.from(first).add({ days: 365 }).toString()
    return { from: first, to: last < latest ? last : latest }
  }
  const days = period === 'custom' ? 30 : Number(period)
  return {
    from: Temporal.PlainDate.from(today)
      .subtract({ days: days - 1 })
      .toString(),
    to: today,
  }
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
}
