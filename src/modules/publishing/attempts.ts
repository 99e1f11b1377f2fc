import { createHash } from 'node:crypto'

import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { cut, redact } from '#kit/http'
import { uuidv7 } from '#kit/ids'
import type { Json } from '#kit/json'
import type { PostContent, Reason, Step } from '#networks/network'

import type { Attempt } from './contract.ts'
import type { Claimed } from './held-delivery.ts'
import { LeaseLost } from './lease-lost.ts'

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

/**
 * Writes down what is about to be done, committed before a byte leaves and only while the lease still lasts. From this moment a final step
 * that is sent is in doubt. Throws LeaseLost.
 */
export async function beginAttempt(db: Db, claimed: Claimed, { kind, step, payload, frozen }: AttemptStart): Promise<Begun> {
  const { workspaceId, deliveryId, lease } = claimed
  const id = uuidv7()
  const hash = createHash('sha256').update(JSON.stringify(payload)).digest('base64url')
  const sends = kind === 'send'
  const final = sends && step.final ? step.name : null
  const { rows } = await sql<{ started_at: Date }>`
    with held as (
      update publishing.delivery set
        state = case when ${sends} then 'sending' else state end,
        resend_allowed = resend_allowed and not ${sends},
        unclear_step = coalesce(${final}, unclear_step),
        unclear_since = case when ${final}::text is null then unclear_since else clock_timestamp() end,
        content = coalesce(${frozen ? JSON.stringify(frozen.content) : null}::jsonb, content),
        prepared = coalesce(${frozen ? JSON.stringify(frozen.prepared) : null}::jsonb, prepared),
        begun_at = case when ${frozen !== undefined} then clock_timestamp() else begun_at end,
        attempts = attempts + 1,
        updated_at = clock_timestamp()
      where workspace_id = ${workspaceId} and id = ${deliveryId} and lease = ${lease} and lease_until > clock_timestamp()
      returning workspace_id, id
    )
    insert into publishing.attempt (workspace_id, delivery_id, id, kind, step, payload_hash, lease, started_at)
    select workspace_id, id, ${id}::uuid, ${kind}, ${step.name}, ${hash}, ${lease}::uuid, clock_timestamp() from held
    returning started_at`.execute(db)
  const [begun] = rows
  if (!begun) throw new LeaseLost()
  return { id, startedAt: begun.started_at.toTemporalInstant() }
}

/** A network's answer may hold anything: without secrets, and short. */
export function storedReason(reason: Reason): string {
  return JSON.stringify(reason.detail === undefined ? reason : { ...reason, detail: cut(redact(reason.detail)) })
}
