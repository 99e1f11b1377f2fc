import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import type { TouchedDays } from '#modules/links'

import { calendarOf } from '../facts/calendar.ts'
import { makeFactMonths } from '../facts/fact-months.ts'
import type { NewFact } from '../facts/fact.ts'
import { holdProfile } from '../facts/hold-profile.ts'
import { hoursAreKept } from '../facts/keep-posts.ts'
import { numberOf } from '../facts/metric-columns.ts'
import { sourceIds } from '../facts/source-ids.ts'
import { writeFacts } from '../facts/write-facts.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { announceRead } from './announce-read.ts'
import { countedTo, noteCounted } from './counted-to.ts'

const name = 'links.conversions'
/** Posts are found every quarter of an hour: what came of one that is not yet known is counted once it is. */
const overlap = { hours: 1 }

/**
 * Takes over what came of the links of posts, hour by hour: of every day about which something changed, what counts by now less what was counted. So what comes
 * late counts on its own day, and what is erased is taken off it. May run twice, also at once.
 */
export async function countConversions(needs: AnalyticsNeeds): Promise<void> {
  const since = await countedTo(needs.db, name)
  const { upTo, brands } = await needs.touchedConversions(needs.db, since.subtract(overlap))
  for (const touched of brands) await countBrand(needs, touched)
  await noteCounted(needs.db, { name, upTo })
}

interface ToldPost {
  readonly accountId: string
  readonly network: string
  readonly subject: number
  readonly deliveryId: string
}

async function countBrand(needs: AnalyticsNeeds, touched: TouchedDays): Promise<void> {
  const posts = await postsOf(needs.db, touched)
  await makeFactMonths(
    needs.db,
    touched.conversions.map(({ hour }) => hour.getTime()),
  )
  for (const [accountId, ofAccount] of Map.groupBy(posts, (post) => post.accountId)) {
    await countAccount(needs, { touched, accountId, posts: ofAccount })
  }
}

/** Those that anything came of on these days, now or as it was counted before. */
async function postsOf(db: Db, { workspaceId, brandId, days, conversions }: TouchedDays): Promise<ToldPost[]> {
  const { rows } = await sql<ToldPost>`
    select account_id as "accountId", network, subject, delivery_id as "deliveryId" from analytics.post p
    where workspace_id = ${workspaceId} and brand_id = ${brandId} and delivery_id is not null and (
      delivery_id = any(${[...new Set(conversions.map(({ deliveryId }) => deliveryId))]}::uuid[])
      or subject in (
        select subject from analytics.post_rollup r
        where r.workspace_id = ${workspaceId} and r.grain = 'day' and r.conversions <> 0
          and r.bucket between ${days[0]}::date - 1 and ${days.at(-1)}::date + 1))`.execute(db)
  return rows
}

interface OfAccount {
  readonly touched: TouchedDays
  readonly accountId: string
  readonly posts: readonly ToldPost[]
}

async function countAccount(needs: AnalyticsNeeds, { touched, accountId, posts }: OfAccount): Promise<void> {
  const { workspaceId, brandId } = touched
  const [first] = posts
  if (!first) return
  const { timeZone } = await needs.publishing.brand(needs.db, { workspaceId, brandId })
  const fetchedAt = needs.clock.now().epochMilliseconds
  await needs.db.transaction().execute(async (tx) => {
    if (!(await holdProfile(tx, { workspaceId, accountId }))) return
    const facts = await differences(tx, { touched, posts, fetchedAt, dayOf: calendarOf(timeZone) })
    if (facts.length === 0) return
    const source = { metric: 'conversions', source: 'links' } as const
    const sources = await sourceIds(tx, { network: first.network, of: 'post', sources: [source] })
    await writeFacts(tx, { workspaceId, accountId, of: 'post', sources, facts, hoursFrom: fetchedAt - hoursAreKept })
    await announceRead(tx, { workspaceId, brandId })
  })
}

interface Compared extends Pick<OfAccount, 'touched' | 'posts'> {
  /** In milliseconds since 1970. */
  readonly fetchedAt: number
  readonly dayOf: (at: number) => string
}

/** What counts in each hour less what its facts add up to. An hour keeps the day on which it was counted first, also where the brand moves to another zone. */
async function differences(tx: Tx, { touched, posts, fetchedAt, dayOf }: Compared): Promise<NewFact[]> {
  const subjectOf = new Map(posts.map(({ deliveryId, subject }) => [deliveryId, subject]))
  const known = await knownHours(tx, touched, [...subjectOf.values()])
  const told = new Map<string, Hour>()
  for (const { deliveryId, hour, count } of touched.conversions) {
    const subject = subjectOf.get(deliveryId)
    if (subject !== undefined) told.set(`${subject}/${hour.getTime()}`, { subject, at: hour.getTime(), count })
  }
  return [...new Set([...known.keys(), ...told.keys()])].flatMap((key): NewFact[] => {
    const [before, now] = [known.get(key), told.get(key)]
    const { subject, at } = now ?? before ?? { subject: 0, at: 0 }
    const value = now?.count ?? 0
    const change = value - (before?.count ?? 0)
    if (change === 0) return []
    const kind = before ? 'correction' : 'new'
    const isFirst = before === undefined
    return [{ subject, metric: 'conversions', at, fetchedAt, value, change, day: before?.day ?? dayOf(at), kind, isLatest: true, isFirst }]
  })
}

interface Hour {
  readonly subject: number
  /** In milliseconds since 1970. */
  readonly at: number
  readonly count: number
}

async function knownHours(
  tx: Tx,
  { workspaceId, days }: TouchedDays,
  subjects: readonly number[],
): Promise<Map<string, Hour & { readonly day: string }>> {
  const { rows } = await sql<{ subject: number; at: Date; day: string; count: number }>`
    select subject, at, min(day)::text as day, sum(change)::float8 as count from analytics.fact
    where workspace_id = ${workspaceId} and metric = ${numberOf.conversions} and subject = any(${[...subjects]}::bigint[])
      and at >= ${`${days[0]}T00:00:00Z`} and at < ${`${days.at(-1)}T00:00:00Z`}::timestamptz + interval '1 day'
      and (at at time zone 'UTC')::date = any(${[...days]}::date[])
    group by 1, 2`.execute(tx)
  return new Map(rows.map(({ at, ...row }) => [`${row.subject}/${at.getTime()}`, { ...row, at: at.getTime() }]))
}
