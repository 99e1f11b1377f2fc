import type { Period } from '../contract.ts'
import { days, labelled, type Span } from './spans.ts'

/** A span whose numbers count so many times; less than 0: they are taken off. */
export interface Share extends Span {
  readonly times: number
}

/**
 * What was in one period less what was in another, off as few rows as can be: of a month that lies within for the most part, the whole of it less its other
 * days, and what both would read is read once. For sums in which what was never told counts as nothing. Pure.
 */
export function differenceOf(period: Period, before: Period): Share[] {
  const shares = new Map<string, Share>()
  for (const share of [...sharesOf(period, 1), ...sharesOf(before, -1)]) {
    const key = `${share.grain} ${share.from} ${share.to}`
    shares.set(key, { ...share, times: share.times + (shares.get(key)?.times ?? 0) })
  }
  return [...shares.values()].filter(({ times }) => times !== 0)
}

function sharesOf({ from, to }: Period, times: number): Share[] {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)]
  const shares: Share[] = []
  const whole: string[] = []
  for (let month = first.with({ day: 1 }); Temporal.PlainDate.compare(month, last) <= 0; month = month.add({ months: 1 })) {
    const end = month.add({ months: 1 }).subtract({ days: 1 })
    const [begin, until] = [latest(month, first), earliest(end, last)]
    const isMostly = (begin.until(until).days + 1) * 2 > month.daysInMonth
    const outside = [...days(month, begin.subtract({ days: 1 })), ...days(until.add({ days: 1 }), end)]
    shares.push(...(isMostly ? outside : days(begin, until)).map((span) => ({ ...span, times: isMostly ? -times : times })))
    if (isMostly) whole.push(labelled(month))
  }
  const [begin, until] = [whole[0], whole.at(-1)]
  // Only the first and the last may not be among them, so they follow one another.
  return begin && until ? [{ grain: 'month', from: begin, to: until, times }, ...shares] : shares
}

function latest(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? b : a
}

function earliest(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? a : b
}
