import { sql } from 'kysely'

import { listStanding, noteReading } from '#modules/publishing'
import type { InsightsUse, PostInsights, PostsReading, PostType } from '#networks/network'

import { makeFactMonths } from '../facts/fact-months.ts'
import { holdProfile } from '../facts/hold-profile.ts'
import { keepPosts } from '../facts/keep-posts.ts'
import { sourceIds } from '../facts/source-ids.ts'
import { syncPosts } from '../posts/sync-posts.ts'
import { tellType } from '../posts/tell-type.ts'
import { announceRead } from './announce-read.ts'
import { type Asking, askNetwork } from './ask-network.ts'
import { endReading, waitLonger } from './end-reading.ts'
import { nextLook } from './pace.ts'

/** New posts are found that often. */
const quarter = 15 * 60_000
const mostRounds = 40

/** Takes over what stands on an account, then reads the numbers of those posts whose time has come, youngest first. */
export async function readPosts(asking: Asking): Promise<void> {
  const { needs, reading, insights } = asking
  const now = needs.clock.now().epochMilliseconds
  let news = await takeOver(asking, now)
  if (insights.posts?.vanishing && !(await readVanishing(asking, insights.posts.vanishing, now))) return
  for (let round = 0; insights.posts && round < mostRounds && !asking.signal.aborted; round += 1) {
    const due = await duePosts(asking, { now, atOnce: insights.posts.atOnce })
    if (due.length === 0) break
    const kept = await readRound(asking, { posts: insights.posts, due, now })
    if (kept === undefined) return
    news += kept
  }
  await needs.db.transaction().execute(async (tx) => {
    await endReading(tx, reading, { now, next: Math.min(now + quarter, (insights.posts && (await nextDue(asking))) ?? Infinity) })
    const held = news > 0 ? await holdProfile(tx, reading) : undefined
    if (held) await announceRead(tx, { workspaceId: reading.workspaceId, brandId: held.brandId })
  })
}

/** What was published up to a week before it was looked last may still turn up late. */
const mayComeLate = 7 * 86_400_000

async function takeOver({ needs, reading }: Asking, now: number): Promise<number> {
  return needs.db.transaction().execute(async (tx) => {
    const held = await holdProfile(tx, reading)
    if (!held) return 0
    const whose = { workspaceId: reading.workspaceId, accountId: reading.accountId }
    const row = await tx.selectFrom('analytics.profile').select('synced_at').where(isAccount(whose)).executeTakeFirst()
    const since = new Date(row?.synced_at ? row.synced_at.getTime() - mayComeLate : 0)
    const standing = await listStanding(tx, { ...whose, since })
    const news = await syncPosts(tx, { profile: held, standing, now: new Date(now) })
    await tx
      .updateTable('analytics.profile')
      .set({ synced_at: new Date(now) })
      .where(isAccount(whose))
      .execute()
    return news
  })
}

function isAccount({ workspaceId, accountId }: { workspaceId: string; accountId: string }) {
  return sql<boolean>`workspace_id = ${workspaceId} and account_id = ${accountId}`
}

/** Stories that are up now: once they are gone, nobody tells of them. */
async function readVanishing(asking: Asking, vanishing: NonNullable<PostInsights['vanishing']>, now: number): Promise<boolean> {
  const { needs, reading, account } = asking
  const read = await askNetwork(asking, vanishing)
  if (!read.ok) {
    await waitLonger(needs.db, reading, { now, trouble: read.trouble })
    return false
  }
  const { posts, uses = [], cost = 0 } = read.value
  await needs.db.transaction().execute(async (tx) => {
    const held = await holdProfile(tx, reading)
    if (!held) return
    const ours = await tx
      .selectFrom('analytics.post')
      .select('external_id')
      .where(isAccount(reading))
      .where(sql<boolean>`external_id = any(${posts.map(({ externalId }) => externalId)}::text[])`)
      .execute()
    const known = new Set(ours.map(({ external_id }) => external_id))
    const standing = posts
      .filter(({ externalId }) => !known.has(externalId))
      .map(({ externalId, url, text, publishedAt, type }) => ({
        accountId: reading.accountId,
        externalId,
        url,
        firstLine: text.split('\n')[0]?.slice(0, 200) ?? '',
        type,
        publishedAt: new Date(publishedAt.epochMilliseconds),
        gone: false,
      }))
    await syncPosts(tx, { profile: held, standing, now: new Date(now) })
    await noteReading(tx, { ...reading, network: account.network, uses, cost })
  })
  return true
}

interface DuePost {
  readonly subject: number
  readonly externalId: string
  readonly publishedAt: Date
  readonly type: PostType
}

async function duePosts({ needs, reading }: Asking, { now, atOnce }: { now: number; atOnce: number }): Promise<readonly DuePost[]> {
  return needs.db
    .selectFrom('analytics.post')
    .select(['subject', 'external_id as externalId', 'published_at as publishedAt', 'type'])
    .where(isAccount(reading))
    .where('next_read_at', '<=', new Date(now))
    .orderBy('published_at', 'desc')
    .limit(atOnce)
    .execute()
}

async function nextDue({ needs, reading }: Asking): Promise<number | undefined> {
  const row = await needs.db
    .selectFrom('analytics.post')
    .select(sql<Date | null>`min(next_read_at)`.as('next'))
    .where(isAccount(reading))
    .where('next_read_at', 'is not', null)
    .executeTakeFirst()
  return row?.next?.getTime()
}

interface Round {
  readonly posts: PostInsights
  readonly due: readonly DuePost[]
  readonly now: number
}

/** How many facts that gave; undefined where the network is in trouble, which is then noted. */
async function readRound(asking: Asking, { posts, due, now }: Round): Promise<number | undefined> {
  const { needs, reading } = asking
  const wanted = due.map(({ externalId, publishedAt, type }) => ({ externalId, publishedAt: publishedAt.toTemporalInstant(), type }))
  const at = needs.clock.now().epochMilliseconds
  const read = await askNetwork(asking, (access, environment) => posts.read(wanted, access, environment))
  if (!read.ok) {
    await waitLonger(needs.db, reading, { now, trouble: read.trouble })
    return undefined
  }
  await makeFactMonths(needs.db, [at])
  return keepRound(asking, { posts, due, now, at, said: read.value })
}

/** What was said, and when each post is looked at again: also those of which nothing was said. */
async function keepRound(
  { needs, reading, account, timeZone }: Asking,
  { posts, due, now, at, said }: Round & { readonly at: number; readonly said: PostsReading & InsightsUse },
): Promise<number> {
  const subjectOf = new Map(due.map(({ externalId, subject }) => [externalId, subject]))
  const readings = said.posts.flatMap(({ externalId, figures }) => {
    const subject = subjectOf.get(externalId)
    return subject === undefined ? [] : [{ subject, at, fetchedAt: at, figures }]
  })
  const types = said.posts.flatMap(({ externalId, type }) => {
    const subject = subjectOf.get(externalId)
    return subject === undefined || type === undefined ? [] : [{ subject, type }]
  })
  const gone = new Set(said.gone)
  return needs.db.transaction().execute(async (tx) => {
    const held = await holdProfile(tx, reading)
    if (!held) return 0
    const sources = await sourceIds(tx, { network: account.network, of: 'post', sources: posts.sources })
    await tellType(tx, held, types)
    const known = readings.map((each) => ({ ...each, figures: each.figures.filter(({ metric }) => sources.has(metric)) }))
    const news = await keepPosts(tx, { profile: held, timeZone, sources, readings: known, now })
    await planLooks(tx, {
      workspaceId: reading.workspaceId,
      looks: due.map(({ subject, externalId, publishedAt }) => ({
        subject,
        gone: gone.has(externalId),
        next: gone.has(externalId) ? undefined : nextLook(posts, { publishedAt: publishedAt.getTime(), now: at }),
      })),
      at,
    })
    await noteReading(tx, { ...reading, network: account.network, uses: said.uses ?? [], cost: said.cost ?? 0 })
    return news + gone.size
  })
}

interface Looks {
  readonly workspaceId: string
  readonly looks: readonly { readonly subject: number; readonly gone: boolean; readonly next: number | undefined }[]
  readonly at: number
}

async function planLooks(tx: Parameters<typeof holdProfile>[0], { workspaceId, looks, at }: Looks): Promise<void> {
  await sql`
    update analytics.post p set next_read_at = l.next, gone_at = case when l.gone then coalesce(p.gone_at, ${new Date(at)}) else p.gone_at end
    from unnest(
      ${looks.map(({ subject }) => subject)}::bigint[], ${looks.map(({ gone }) => gone)}::boolean[],
      ${looks.map(({ next }) => (next === undefined ? null : new Date(next).toISOString()))}::timestamptz[]
    ) as l (subject, gone, next)
    where p.workspace_id = ${workspaceId} and p.subject = l.subject`.execute(tx)
}
