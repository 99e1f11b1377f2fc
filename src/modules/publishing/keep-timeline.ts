import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { announce } from '#kit/live'
import { isWebAddress } from '#kit/web-address'
import type { TimelinePost } from '#networks/network'

import { madeHere } from './made-here.ts'
import type { AccountFacts } from './needs.ts'
import { firstLineOf } from './post-columns.ts'

/** Whose timeline it is. */
export interface Profile {
  readonly workspaceId: string
  readonly accountId: string
}

interface Read {
  readonly profile: Profile
  readonly account: AccountFacts
  /** Newest first. */
  readonly posts: readonly TimelinePost[]
  readonly since: Temporal.Instant
  /** By the database's clock, before the network was asked. */
  readonly startedAt: Temporal.Instant
}

/** Keeps what a profile showed: what is new or rewritten, and not what is ours; what is gone there goes here. */
export async function keepTimeline(db: Db, read: Read): Promise<void> {
  const { workspaceId, accountId } = read.profile
  await db.transaction().execute(async (tx) => {
    if (!(await stillRead(tx, read.profile))) return
    const posts = await withoutOurs(tx, read)
    const changed = (await removeGone(tx, read, posts)) + (await keep(tx, read, posts))
    await tx
      .updateTable('publishing.timeline')
      .set({
        read_at: new Date(read.startedAt.epochMilliseconds),
        next_read_at: sql<Date>`clock_timestamp() + interval '15 minutes'`,
        failures: 0,
      })
      .where('workspace_id', '=', workspaceId)
      .where('account_id', '=', accountId)
      .execute()
    if (changed > 0) await announce(tx, { to: workspaceId, topics: ['posts'] })
  })
}

/** The account may have been disconnected while its network answered: then there is nothing to keep any more. */
async function stillRead(tx: Tx, { workspaceId, accountId }: Profile): Promise<boolean> {
  const row = await tx
    .selectFrom('publishing.timeline')
    .select('account_id')
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** What Hearth published itself stands on the calendar already. */
async function withoutOurs(tx: Tx, { profile, posts }: Read): Promise<TimelinePost[]> {
  const known = await madeHere(tx, { ...profile, externalIds: posts.map(({ externalId }) => externalId) })
  return posts.filter(({ externalId, url }) => !known.has(externalId) && isWebAddress(url))
}

/** Only as far back as the list surely reaches, and nothing that another reading has seen since this one began. Answers how many went. */
async function removeGone(tx: Tx, read: Read, posts: readonly TimelinePost[]): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('publishing.native_post')
    .where('workspace_id', '=', read.profile.workspaceId)
    .where('account_id', '=', read.profile.accountId)
    .where('published_at', '>=', dateOf(reachesBackTo(read)))
    .where('seen_at', '<', dateOf(read.startedAt))
    .where(sql<boolean>`external_id <> all(${posts.map(({ externalId }) => externalId)}::text[])`)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** A longer list may have been cut off at its end, see `Timeline.recent`. */
const surelyWhole = 100

function reachesBackTo({ posts, since }: Read): Temporal.Instant {
  const oldest = posts.at(-1)?.publishedAt
  return oldest === undefined || posts.length < surelyWhole ? since : oldest
}

/** Answers how many are new or other than they were. */
async function keep(tx: Tx, { profile, account, startedAt }: Read, posts: readonly TimelinePost[]): Promise<number> {
  if (posts.length === 0) return 0
  const before = await knownPosts(tx, profile, posts)
  await tx
    .insertInto('publishing.native_post')
    .values(
      posts.map((post) => ({
        workspace_id: profile.workspaceId,
        account_id: profile.accountId,
        external_id: post.externalId,
        brand_id: account.brandId,
        network: account.network,
        url: post.url,
        first_line: firstLineOf([post.text]),
        media: post.media,
        published_at: dateOf(post.publishedAt),
        seen_at: dateOf(startedAt),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'account_id', 'external_id']).doUpdateSet((row) => ({
        url: row.ref('excluded.url'),
        first_line: row.ref('excluded.first_line'),
        media: row.ref('excluded.media'),
        published_at: row.ref('excluded.published_at'),
        seen_at: row.ref('excluded.seen_at'),
      })),
    )
    .execute()
  return posts.filter(({ externalId, text }) => before.get(externalId) !== firstLineOf([text])).length
}

async function knownPosts(tx: Tx, { workspaceId, accountId }: Profile, posts: readonly TimelinePost[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('publishing.native_post')
    .select(['external_id', 'first_line'])
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .where(sql<boolean>`external_id = any(${posts.map(({ externalId }) => externalId)}::text[])`)
    .execute()
  return new Map(rows.map(({ external_id, first_line }) => [external_id, first_line]))
}

function dateOf(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds)
}
