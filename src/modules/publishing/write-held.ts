import { type RawBuilder, sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { announcement } from '#kit/live'
import type { Published } from '#networks/network'

import type { Attempt } from './contract.ts'
import type { Claimed, DeliveryPatch, DeliveryRow, Held } from './held-delivery.ts'
import { LeaseLost } from './lease-lost.ts'
import { topicsOf } from './topics.ts'

export interface Writing {
  readonly patch: DeliveryPatch
  /** How an attempt ended. */
  readonly attempt?: { readonly id: string; readonly outcome: Attempt['outcome']; readonly reason: string | null }
  /** It is live, there if that is known. */
  readonly live?: { readonly at: Published | undefined }
}

/**
 * The only way a worker writes what came of its work: one statement, which does nothing unless the worker still has the delivery, and
 * tells readers. The post is locked first, as everywhere, where the work touches it. Throws LeaseLost where another has the delivery.
 */
export async function writeHeld(db: Db | Tx, claimed: Claimed, { patch, attempt, live }: Writing): Promise<Held> {
  const { workspaceId, deliveryId, postId, lease } = claimed
  const { rows } = await sql<DeliveryRow & { now: Date }>`
    with ${live ? lockedPost(claimed) : nothing}
    held as (
      update publishing.delivery set ${assigned(patch)} updated_at = clock_timestamp() ${live ? sql`from post` : nothing}
      where workspace_id = ${workspaceId} and delivery.id = ${deliveryId} and lease = ${lease}
      returning delivery.*
    )
    ${attempt ? endedAttempt(attempt) : nothing}
    ${live ? sql`${shownPost(live.at)} ${ownPost(live.at)}` : nothing}
    select held.*, clock_timestamp() as now, ${announcement({ to: workspaceId, topics: topicsOf(postId) })} from held`.execute(db)
  const [found] = rows
  if (!found) throw new LeaseLost()
  const { now, ...row } = found
  return { row, now: now.toTemporalInstant() }
}

const nothing = sql``

function assigned(patch: DeliveryPatch): RawBuilder<unknown> {
  const columns = Object.entries(patch)
  return columns.length === 0 ? nothing : sql`${sql.join(columns.map(([column, value]) => sql`${sql.ref(column)} = ${value}`))},`
}

function lockedPost({ workspaceId, postId }: Claimed): RawBuilder<unknown> {
  return sql`post as (select id from publishing.post where workspace_id = ${workspaceId} and id = ${postId} for update),`
}

function endedAttempt({ id, outcome, reason }: NonNullable<Writing['attempt']>): RawBuilder<unknown> {
  return sql`, ended as (
      update publishing.attempt set outcome = ${outcome}, finished_at = clock_timestamp(), reason = ${reason} from held
      where attempt.workspace_id = held.workspace_id and attempt.delivery_id = held.id and attempt.id = ${id}
    )`
}

/** From the first delivery that is live, the post stands on the calendar at that moment. */
function shownPost(at: Published | undefined): RawBuilder<unknown> {
  return sql`, shown as (
      update publishing.post set
        published_at = coalesce(post.published_at, clock_timestamp()), url = coalesce(post.url, ${at?.url ?? null})
      from held where post.workspace_id = held.workspace_id and post.id = held.post_id
    )`
}

/** It is ours: a timeline may have been read between the moment it went live and the moment we knew. */
function ownPost(at: Published | undefined): RawBuilder<unknown> {
  return sql`, own as (
      delete from publishing.native_post seen using held
      where seen.workspace_id = held.workspace_id and seen.account_id = held.account_id and seen.external_id = ${at?.externalId ?? null}
    )`
}
