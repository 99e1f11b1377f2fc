import type { Holiday, Span } from '../contract.ts'

export interface Hours {
  readonly timeZone: string
  /** None: every hour is one of work. */
  readonly week: readonly Span[]
  readonly holidays: readonly Holiday[]
}

/** A stretch of work, in milliseconds since 1970. */
interface Opening {
  readonly from: number
  readonly to: number
}

/** Counts the time that people work, by the clock of a zone. What the clock skips is no time; what it shows twice is worked twice. */
export interface WorkingTime {
  /** Milliseconds of work between two instants; 0 where the second is not later. */
  between(from: Temporal.Instant, to: Temporal.Instant): number
  /** The first instant at which so many minutes of work have passed. Undefined where nobody works for three years. */
  after(from: Temporal.Instant, minutes: number): Temporal.Instant | undefined
}

export function workingTime(hours: Hours): WorkingTime {
  const known = new Map<string, readonly Opening[]>()
  const openingsOn = (date: Temporal.PlainDate): readonly Opening[] => {
    const found = known.get(date.toString()) ?? openingsOf(hours, date)
    known.set(date.toString(), found)
    return found
  }
  const dateOf = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(hours.timeZone).toPlainDate()
  return {
    between: (from, to) => {
      let passed = 0
      // Where clocks go back over midnight, a day goes on after the next has begun.
      const last = dateOf(to).add({ days: 1 })
      for (let date = dateOf(from); Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 }))
        for (const opening of openingsOn(date)) passed += shared(opening, { from: from.epochMilliseconds, to: to.epochMilliseconds })
      return passed
    },
    after: (from, minutes) => {
      let left = minutes * 60_000
      if (left <= 0) return from
      for (let day = 0, date = dateOf(from); day < mostDays; day += 1, date = date.add({ days: 1 })) {
        for (const opening of openingsOn(date)) {
          const start = Math.max(opening.from, from.epochMilliseconds)
          if (opening.to - start >= left) return Temporal.Instant.fromEpochMilliseconds(start + left)
          left -= Math.max(0, opening.to - start)
        }
      }
      return undefined
    },
  }
}

const mostDays = 3 * 366

function shared(a: Opening, b: Opening): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from))
}

function openingsOf({ timeZone, week, holidays }: Hours, date: Temporal.PlainDate): readonly Opening[] {
  if (holidays.some((holiday) => holiday.date === date.toString())) return []
  const nextDay = date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds
  if (week.length === 0) return [{ from: date.toZonedDateTime(timeZone).epochMilliseconds, to: nextDay }]
  const openings = week
    .filter(({ day }) => day === date.dayOfWeek)
    .map(({ from, to }) => ({
      from: at(date, { time: from, timeZone, side: 'earlier' }),
      to: to === '24:00' ? nextDay : Math.min(nextDay, at(date, { time: to, timeZone, side: 'later' })),
    }))
  return withoutOverlap(openings)
}

interface Clock {
  readonly time: string
  readonly timeZone: string
  /** Which of two, where the clock shows the time twice. */
  readonly side: 'earlier' | 'later'
}

/** When the clock shows this time; where it skips it, when it skips. */
function at(date: Temporal.PlainDate, { time, timeZone, side }: Clock): number {
  const wanted = date.toPlainDateTime(Temporal.PlainTime.from(time))
  const found = wanted.toZonedDateTime(timeZone, { disambiguation: side })
  if (found.toPlainDateTime().equals(wanted)) return found.epochMilliseconds
  const before = wanted.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  return (before.getTimeZoneTransition('next') ?? before).epochMilliseconds
}

/** A change of clocks may push one into the next. */
function withoutOverlap(openings: readonly Opening[]): readonly Opening[] {
  const apart: Opening[] = []
  for (const { from, to } of openings.toSorted((a, b) => a.from - b.from)) {
    const start = Math.max(from, apart.at(-1)?.to ?? from)
    if (to > start) apart.push({ from: start, to })
  }
  return apart
}
