/** What the page shows, kept in the address so that it can be shared: months, a campaign, a brand. */
export interface ReturnSearch {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly campaign?: string | undefined
  readonly brand?: string | undefined
}

/** Reads the address; what it does not understand it leaves out. */
export function readReturnSearch({ from, to, campaign, brand }: Readonly<Record<string, unknown>>): ReturnSearch {
  return {
    ...(isMonth(from) ? { from } : {}),
    ...(isMonth(to) ? { to } : {}),
    ...(typeof campaign === 'string' ? { campaign } : {}),
    ...(typeof brand === 'string' ? { brand } : {}),
  }
}

/** This month and the two before it, unless others are chosen; months that cross are taken the other way round. */
export function monthsOf({ from, to }: ReturnSearch, thisMonth: string): { from: string; to: string } {
  const last = to ?? thisMonth
  const first = from ?? Temporal.PlainYearMonth.from(last).subtract({ months: 2 }).toString()
  return first <= last ? { from: first, to: last } : { from: last, to: first }
}

/** The last three years, the latest first. */
export function monthChoices(thisMonth: string): string[] {
  const month = Temporal.PlainYearMonth.from(thisMonth)
  return Array.from({ length: 37 }, (_, back) => month.add({ months: 1 }).subtract({ months: back }).toString())
}

function isMonth(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-(?:0[1-9]|1[0-2])$/.test(value)
}
