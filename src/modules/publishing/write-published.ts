import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import type { Json } from '#kit/json'
import type { Published, QuotaUse } from '#networks/network'

import { announced } from './announced.ts'
import type { Claimed, DeliveryRow } from './held-delivery.ts'

/** A delivery of which everything was accepted. */
export interface Finished {
  readonly claimed: Claimed
  readonly results: Readonly<Record<string, Json>>
  readonly liveParts: number
  /** Where it is, if that is known. */
  readonly at: Published | undefined
  /** What it took from the network's quotas, and cost. */
  readonly uses: readonly QuotaUse[]
  /** The attempt that was the last. */
  readonly attemptId?: string
}

/**
 * Writes that deliveries are live, each only while this worker has it, and tells readers. The posts are locked first, as everywhere.
 * Undefined where the delivery is another's; of several, also where somebody has its post or its row locked.
 */
export async function writePublished(db: Db | Tx, finished: readonly Finished[]): Promise<(DeliveryRow | undefined)[]> {
  const rows = await write(db, finished)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return finished.map(({ claimed }) => byId.get(claimed.deliveryId))
}

async function write(db: Db | Tx, finished: readonly Finished[]): Promise<DeliveryRow[]> {
  const left = finished.length > 1 ? sql`skip locked` : sql``
  const { rows } = await sql<DeliveryRow>`
    with asked as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(finished.map(asRow))}::jsonb) as asked(
        workspace_id uuid, post_id uuid, id uuid, lease uuid, attempt_id uuid, results text, live_parts integer, external_id text, url text, uses jsonb
      )
    ), posts as materialized (
      select p.workspace_id, p.id from publishing.post p
      where (p.workspace_id, p.id) in (select workspace_id, post_id from asked) for update of p ${left}
    ), mine as materialized (
      select d.workspace_id, d.id from posts
      join asked on asked.workspace_id = posts.workspace_id and asked.post_id = posts.id
      join publishing.delivery d on d.workspace_id = asked.workspace_id and d.id = asked.id
      where d.lease = asked.lease for update of d ${left}
    ), held as (
      update publishing.delivery d set
        state = 'published', lease = null, lease_until = null, next_try_at = null, tries = 0, reason = null,
        results = asked.results::jsonb, live_parts = asked.live_parts, unclear_step = null, unclear_since = null,
        external_id = asked.external_id, url = asked.url,
        published_at = clock_timestamp(), settled_at = clock_timestamp(), updated_at = clock_timestamp()
      from mine join asked on asked.workspace_id = mine.workspace_id and asked.id = mine.id
      where d.workspace_id = mine.workspace_id and d.id = mine.id and d.lease = asked.lease
      returning d.*
    ), ended as (
      update publishing.attempt set outcome = 'done', finished_at = clock_timestamp()
      from held join asked on asked.workspace_id = held.workspace_id and asked.id = held.id
      where attempt.workspace_id = held.workspace_id and attempt.delivery_id = held.id and attempt.id = asked.attempt_id
    ), ${shown}, ${own}${finished.some(({ uses }) => uses.length > 0) ? used : sql``}
    select held.*, ${announced(finished.map(({ claimed }) => claimed))} from held`.execute(db)
  return rows
}

/** From the first delivery that is live, the post stands on the calendar at that moment. */
const shown = sql`shown as (
      update publishing.post set
        published_at = coalesce(post.published_at, clock_timestamp()), url = coalesce(post.url, first.url)
      from (select workspace_id, post_id, min(url) as url from held group by workspace_id, post_id) first
      where post.workspace_id = first.workspace_id and post.id = first.post_id
    )`

/** It is ours: a timeline may have been read between the moment it went live and the moment we knew. */
const own = sql`own as (
      delete from publishing.native_post seen using held
      where seen.workspace_id = held.workspace_id and seen.account_id = held.account_id and seen.external_id = held.external_id
    )`

/** Counting must never stand in the way of keeping what is live. */
const used = sql`, used as (
      insert into publishing.use (workspace_id, account_id, at, name, delivery_id, network, amount)
      select held.workspace_id, held.account_id, clock_timestamp(), use.name, held.id, held.network, use.amount
      from held join asked on asked.workspace_id = held.workspace_id and asked.id = held.id
      cross join lateral (
        select name, sum(amount) as amount from jsonb_to_recordset(asked.uses) as each(name text, amount numeric) group by name
      ) use
      where use.amount > 0
      on conflict do nothing
    )`

function asRow({ claimed, results, liveParts, at, uses, attemptId }: Finished) {
  return {
    workspace_id: claimed.workspaceId,
    post_id: claimed.postId,
    id: claimed.deliveryId,
    lease: claimed.lease,
    attempt_id: attemptId ?? null,
    results: JSON.stringify(results),
    live_parts: liveParts,
    external_id: at?.externalId ?? null,
    url: at?.url ?? null,
    uses,
  }
}
