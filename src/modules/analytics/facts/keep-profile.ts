import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import type { ProfileFigure } from '#networks/network'

import type { FactMetric } from '../metrics-contract.ts'
import { calendarOf, labelOf } from './calendar.ts'
import type { NewFact } from './fact.ts'
import { factsOfDays } from './facts-of-days.ts'
import { factsOfReadings, type SubjectReading } from './facts-of-readings.ts'
import type { HeldProfile } from './hold-profile.ts'
import { hoursAreKept } from './keep-posts.ts'
import { levels } from './metric-columns.ts'
import type { SourceIds } from './source-ids.ts'
import { writeFacts } from './write-facts.ts'

interface ProfileRead {
  readonly profile: HeldProfile
  /** The brand's. */
  readonly timeZone: string
  /** By whose clock the network counts days. */
  readonly networkZone: string
  readonly sources: SourceIds
  readonly figures: readonly Figure[]
  /** In milliseconds since 1970. */
  readonly at: number
}

type Figure = Omit<ProfileFigure, 'metric'> & { readonly metric: FactMetric }

/** Keeps what a network said of a profile, which the caller holds: figures of days, and levels at a day's end or of this moment. Answers how many facts that were. */
export async function keepProfile(tx: Tx, { profile, timeZone, networkZone, sources, figures, at }: ProfileRead): Promise<number> {
  const { workspaceId, accountId, subject } = profile
  const counters = figures.flatMap(({ metric, value, day }) => (day && !levels.has(metric) ? [{ metric, value, day: day.toString() }] : []))
  const ofDays = await factsOfDays(tx, { workspaceId, accountId, subject, fetchedAt: at, figures: counters })
  const ofLevels = await levelFacts(tx, { profile, timeZone, networkZone, figures, at })
  await writeFacts(tx, { workspaceId, accountId, of: 'profile', sources, facts: [...ofDays, ...ofLevels], hoursFrom: at - hoursAreKept })
  await sql`
    update analytics.profile set read_at = greatest(read_at, ${new Date(at)})
    where workspace_id = ${workspaceId} and account_id = ${accountId}`.execute(tx)
  if (ofLevels.length > 0) await followersThen(tx, profile, ofLevels)
  return ofDays.length + ofLevels.length
}

async function levelFacts(tx: Tx, { profile, timeZone, networkZone, figures, at }: Omit<ProfileRead, 'sources'>): Promise<NewFact[]> {
  const { workspaceId, accountId, subject, readAt } = profile
  const readings = figures.flatMap(({ metric, value, day }): SubjectReading[] => {
    if (!levels.has(metric)) return []
    const then = day ? Math.min(endOf(day, networkZone), at) : at
    return [{ subject, at: then, fetchedAt: at, figures: [{ metric, value }] }]
  })
  const [ours, theirs] = [calendarOf(timeZone), calendarOf(networkZone)]
  // A level at the very end of a network's day belongs to that day, whatever day it is here.
  const dayOf = (instant: number) => (theirs(instant) === theirs(instant + 1) ? ours(instant) : theirs(instant))
  return factsOfReadings(tx, { workspaceId, accountId, readings, known: new Map([[subject, { readAt }]]), dayOf })
}

/** The last millisecond of a day. */
function endOf(day: Temporal.PlainDate, timeZone: string): number {
  return day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds - 1
}

/** Posts keep how many followed when they were published: as of that day, or of the last day before it of which that is known. */
async function followersThen(tx: Tx, { workspaceId, accountId }: HeldProfile, facts: readonly NewFact[]): Promise<void> {
  const since = Math.min(...facts.map(({ day }) => labelOf(day)))
  await sql`
    update analytics.post p set followers = known.followers
    from analytics.post asked cross join lateral (
      select r.followers from analytics.rollup r
      where r.workspace_id = ${workspaceId} and r.account_id = ${accountId} and r.dimension = 'profile' and r.grain = 'day'
        and r.bucket <= asked.published_at and r.followers is not null
      order by r.bucket desc limit 1
    ) known
    where asked.workspace_id = ${workspaceId} and asked.account_id = ${accountId} and asked.published_at >= ${new Date(since)}
      and p.workspace_id = asked.workspace_id and p.id = asked.id and p.followers is distinct from known.followers`.execute(tx)
}
