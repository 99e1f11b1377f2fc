import { sql } from 'kysely'

import type { Tx } from '#kit/database'

import { calendarOf } from './calendar.ts'
import { factsOfReadings, type Known, type SubjectReading } from './facts-of-readings.ts'
import type { HeldProfile } from './hold-profile.ts'
import type { SourceIds } from './source-ids.ts'
import { writeFacts } from './write-facts.ts'

interface PostsRead {
  readonly profile: HeldProfile
  readonly timeZone: string
  readonly sources: SourceIds
  readonly readings: readonly SubjectReading[]
  /** In milliseconds since 1970. */
  readonly now: number
}

/** Keeps what a network said of posts of one account, which the caller holds. Answers how many facts that were. */
export async function keepPosts(tx: Tx, { profile, timeZone, sources, readings, now }: PostsRead): Promise<number> {
  const { workspaceId, accountId } = profile
  const known = await knownPosts(tx, { workspaceId, accountId, subjects: readings.map(({ subject }) => subject) })
  const there = readings.filter(({ subject }) => known.has(subject))
  const facts = await factsOfReadings(tx, { workspaceId, accountId, readings: there, known, dayOf: calendarOf(timeZone) })
  await writeFacts(tx, { workspaceId, accountId, of: 'post', sources, facts, hoursFrom: now - hoursAreKept })
  await noteRead(tx, workspaceId, there)
  return facts.length
}

/** Figures by the hour are kept for 62 days. */
export const hoursAreKept = 62 * 86_400_000

interface Asked {
  readonly workspaceId: string
  readonly accountId: string
  readonly subjects: readonly number[]
}

async function knownPosts(tx: Tx, { workspaceId, accountId, subjects }: Asked): Promise<Map<number, Known>> {
  const { rows } = await sql<{ subject: number; published_at: Date; read_at: Date | null }>`
    select subject, published_at, read_at from analytics.post
    where workspace_id = ${workspaceId} and account_id = ${accountId} and subject = any(${[...subjects]}::bigint[])`.execute(tx)
  return new Map(rows.map((row) => [row.subject, { readAt: row.read_at?.getTime(), publishedAt: row.published_at.getTime() }]))
}

async function noteRead(tx: Tx, workspaceId: string, readings: readonly SubjectReading[]): Promise<void> {
  if (readings.length === 0) return
  await sql`
    update analytics.post p set read_at = greatest(p.read_at, r.at)
    from (
      select subject, max(at) as at from unnest(
        ${readings.map(({ subject }) => subject)}::bigint[], ${readings.map(({ at }) => new Date(at).toISOString())}::timestamptz[]
      ) r (subject, at) group by subject
    ) r
    where p.workspace_id = ${workspaceId} and p.subject = r.subject`.execute(tx)
}
