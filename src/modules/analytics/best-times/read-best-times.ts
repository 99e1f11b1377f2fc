import type { BestTimes } from '../contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { backtest } from './backtest.ts'
import { type RatedHour, rateHours } from './best-times.ts'
import { judgedPosts } from './judged-posts.ts'

interface Asked {
  readonly workspaceId: string
  readonly brandId: string
  readonly accountIds: readonly string[]
}

/** When posts of these accounts may be expected to do best: of several, the mean over them, and as sure as the least sure. */
export async function readBestTimes(needs: AnalyticsNeeds, asked: Asked): Promise<BestTimes> {
  const { timeZone } = await needs.publishing.brand(needs.db, asked)
  const now = needs.clock.now()
  const judged = await judgedPosts(needs.db, { ...asked, now })
  const accounts = asked.accountIds.map((accountId) => {
    const own = judged.get(accountId)
    const pooled = [...judged].filter(([id, { network }]) => id !== accountId && network === own?.network).map(([, { posts }]) => posts)
    return { accountId, known: { posts: own?.posts ?? [], pooled, timeZone, now } }
  })
  const hours = together(accounts.map(({ known }) => rateHours(known)))
  return {
    timeZone,
    hours: hours.slice(0, 21),
    next: nextOf(hours, timeZone, now),
    accounts: accounts.map(({ accountId, known }) => ({
      accountId,
      posts: known.posts.length,
      others: known.pooled.reduce((sum, { length }) => sum + length, 0),
      heldBack: backtest(known),
    })),
  }
}

type Hour = BestTimes['hours'][number]

const bySureness = ['thin', 'likely', 'sure'] as const

function together(rated: readonly (readonly RatedHour[])[]): Hour[] {
  const byHour = Map.groupBy(rated.flat(), ({ day, hour }) => `${day} ${hour}`)
  return [...byHour.values()]
    .map((same) => ({
      day: same[0]?.day ?? 1,
      hour: same[0]?.hour ?? 0,
      lift: same.reduce((sum, { lift }) => sum + lift, 0) / same.length,
      sure: bySureness.find((one) => same.some(({ sure }) => sure === one)) ?? 'thin',
    }))
    .filter(({ lift }) => lift > 0)
    .toSorted((one, other) => other.lift - one.lift)
}

const offered = 5
const hoursApart = 4

/** The best first, none too near a better one. An hour that the clock skips is not offered. */
function nextOf(hours: readonly Hour[], timeZone: string, now: Temporal.Instant): BestTimes['next'] {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const chosen: BestTimes['next'] = []
  for (const { day, hour, lift, sure } of hours) {
    const date = [0, 1, 2, 3, 4, 5, 6, 7]
      .map((days) => today.add({ days }))
      .find((one) => one.dayOfWeek === day && isToCome(one, { hour, timeZone, now }))
    if (date === undefined) continue
    const zoned = date.toPlainDateTime({ hour }).toZonedDateTime(timeZone)
    const near = chosen.some(
      ({ at }) => Math.abs(Temporal.Instant.from(at).epochMilliseconds - zoned.epochMilliseconds) < hoursApart * 3_600_000,
    )
    if (near || zoned.hour !== hour) continue
    chosen.push({ at: zoned.toInstant().toString(), local: `${date.toString()}T${String(hour).padStart(2, '0')}:00`, lift, sure })
    if (chosen.length === offered) break
  }
  return chosen.toSorted((one, other) => (one.at < other.at ? -1 : 1))
}

function isToCome(date: Temporal.PlainDate, { hour, timeZone, now }: { hour: number; timeZone: string; now: Temporal.Instant }): boolean {
  return Temporal.Instant.compare(date.toPlainDateTime({ hour }).toZonedDateTime(timeZone).toInstant(), now) > 0
}
