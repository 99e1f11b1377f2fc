import { createHash } from 'node:crypto'

import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { cut, redact } from '#kit/http'
import { uuidv7 } from '#kit/ids'
import type { Json } from '#kit/json'
import type { PostContent, Reason, Step } from '#networks/network'

import { announced } from './announced.ts'
import type { Attempt } from './contract.ts'
import { isHeld } from './crisis/is-held.ts'
import type { Claimed } from './held-delivery.ts'

export interface AttemptStart {
  readonly kind: Attempt['kind']
  readonly step: Step
  /** What is about to be sent; only its hash is kept. */
  readonly payload: unknown
  /** What is said, and what identifies it on the network: saved with the first attempt. */
  readonly frozen?: Frozen | undefined
}

export interface Frozen {
  readonly content: PostContent
  readonly prepared: Json
}

export interface Begun {
  readonly id: string
  readonly startedAt: Temporal.Instant
}

/** One delivery's attempt as it is about to begin. */
export interface Beginning extends AttemptStart {
  readonly claimed: Claimed
}

/**
 * Writes down what is about to be done, committed before a byte leaves and only while the lease still lasts. From this moment a final step
 * that is sent is in doubt. Tells readers. Undefined where the delivery is another's, or a crisis holds what is to be sent, or its first byte may not leave without somebody's yes; of several, also where somebody has its row locked.
 */
export async function beginAttempts(db: Db, beginnings: readonly Beginning[]): Promise<(Begun | undefined)[]> {
  const rows = beginnings.map(asRow)
  const { rows: begun } = await sql<Begun & { started_at: Date }>`
    with asked as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as asked(
        workspace_id uuid, delivery_id uuid, lease uuid, id uuid, kind text, step text, hash text, final text, content text, prepared text
      )
    ), mine as materialized (
      select d.workspace_id, d.id from publishing.delivery d join asked on d.workspace_id = asked.workspace_id and d.id = asked.delivery_id
      where d.lease = asked.lease and not (asked.kind = 'send' and ${isHeld('d')})
        and (d.cleared or asked.kind <> 'send' or d.live_parts > 0 or d.unclear_step is not null)
      for update of d ${rows.length > 1 ? sql`skip locked` : sql``}
    ), held as (
      update publishing.delivery d set
        state = case when kind = 'send' then 'sending' else state end,
        resend_allowed = resend_allowed and kind <> 'send',
        unclear_step = coalesce(final, unclear_step),
        unclear_since = case when final is null then unclear_since else clock_timestamp() end,
        content = coalesce(asked.content::jsonb, d.content),
        prepared = coalesce(asked.prepared::jsonb, d.prepared),
        begun_at = case when asked.prepared is null then begun_at else clock_timestamp() end,
        attempts = attempts + 1,
        updated_at = clock_timestamp()
      from mine join asked on asked.workspace_id = mine.workspace_id and asked.delivery_id = mine.id
      where d.workspace_id = mine.workspace_id and d.id = mine.id and d.lease = asked.lease and lease_until > clock_timestamp()
      returning asked.*
    )
    insert into publishing.attempt (workspace_id, delivery_id, id, kind, step, payload_hash, lease, started_at)
    select workspace_id, delivery_id, id, kind, step, hash, lease, clock_timestamp() from held
    returning id, started_at, ${announced(beginnings.map(({ claimed }) => claimed))}`.execute(db)
  const startedAt = new Map(begun.map(({ id, started_at }) => [id, started_at.toTemporalInstant()]))
  return rows.map(({ id }) => {
    const at = startedAt.get(id)
    return at && { id, startedAt: at }
  })
}

function asRow({ claimed, kind, step, payload, frozen }: Beginning) {
  return {
    workspace_id: claimed.workspaceId,
    delivery_id: claimed.deliveryId,
    lease: claimed.lease,
    id: uuidv7(),
    kind,
    step: step.name,
    hash: createHash('sha256').update(JSON.stringify(payload)).digest('base64url'),
    final: kind === 'send' && step.final ? step.name : null,
    content: frozen ? JSON.stringify(frozen.content) : null,
    prepared: frozen ? JSON.stringify(frozen.prepared) : null,
  }
}

export function storedReason(reason: Reason): string {
  return JSON.stringify(forPeople(reason))
}

/** A network's answer may hold anything: without secrets, and short. */
export function forPeople(reason: Reason): Reason {
  return reason.detail === undefined ? reason : { ...reason, detail: cut(redact(reason.detail)) }
}
