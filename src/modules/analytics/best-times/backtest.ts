import { rateHours } from './best-times.ts'
import { type JudgedPost, strengthsOf } from './strength.ts'

/** What following the suggestions would have been worth in weeks that the rating had not seen. */
export interface Backtest {
  /** Posts of the weeks kept back, and those among them at an hour that would have been suggested. */
  readonly posts: number
  readonly suggested: number
  /** How much more than usual those gathered, as a share; undefined where there were none. */
  readonly lift?: number
  /** The same for the two naive choices: the hour at which the account posts most, and any hour. */
  readonly usualHour?: number
  readonly anyHour?: number
}

interface Asked {
  readonly posts: readonly JudgedPost[]
  readonly pooled: readonly (readonly JudgedPost[])[]
  readonly timeZone: string
  readonly now: Temporal.Instant
}

const weeksKeptBack = 8
/** As many as are offered for a week. */
const suggestions = 21

/** Rates the hours anew before each of the last eight weeks, as it would have been done then, and looks how the posts of that week did. */
export function backtest({ posts, pooled, timeZone, now }: Asked): Backtest {
  const all = strengthsOf(posts)
  const known = all.posts.map((post, index) => ({ ...post, index }))
  const found = { all: [] as number[], suggested: [] as number[], usual: [] as number[] }
  for (let week = weeksKeptBack; week > 0; week -= 1) {
    const from = now.subtract({ hours: week * 168 })
    const to = from.add({ hours: 168 })
    const before = (of: readonly JudgedPost[]) => of.filter(({ publishedAt }) => Temporal.Instant.compare(publishedAt, from) < 0)
    const past = before(posts)
    const kept = known.filter(
      ({ publishedAt }) => Temporal.Instant.compare(publishedAt, from) >= 0 && Temporal.Instant.compare(publishedAt, to) < 0,
    )
    if (past.length === 0 || kept.length === 0) continue
    const rated = rateHours({ posts: past, pooled: pooled.map(before), timeZone, now: from })
    const best = new Set(rated.slice(0, suggestions).map(nameOf))
    const usual = usualHourOf(past, timeZone)
    for (const { publishedAt, strength } of kept) {
      const place = placeOf(publishedAt, timeZone)
      found.all.push(strength)
      if (best.has(nameOf(place))) found.suggested.push(strength)
      if (place.hour === usual) found.usual.push(strength)
    }
  }
  const liftOf = (strengths: readonly number[]) =>
    strengths.length === 0 ? undefined : Math.expm1((strengths.reduce((sum, one) => sum + one, 0) / strengths.length) * all.scale)
  const [lift, usualHour, anyHour] = [liftOf(found.suggested), liftOf(found.usual), liftOf(found.all)]
  return {
    posts: found.all.length,
    suggested: found.suggested.length,
    ...(lift === undefined ? {} : { lift }),
    ...(usualHour === undefined ? {} : { usualHour }),
    ...(anyHour === undefined ? {} : { anyHour }),
  }
}

function placeOf(at: Temporal.Instant, timeZone: string): { day: number; hour: number } {
  const { dayOfWeek, hour } = at.toZonedDateTimeISO(timeZone)
  return { day: dayOfWeek, hour }
}

function nameOf({ day, hour }: { day: number; hour: number }): string {
  return `${day} ${hour}`
}

function usualHourOf(posts: readonly JudgedPost[], timeZone: string): number {
  const byHour = Map.groupBy(posts, ({ publishedAt }) => placeOf(publishedAt, timeZone).hour)
  return [...byHour].toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? 0
}
