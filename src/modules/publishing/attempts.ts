import { createHash } from 'node:crypto'

import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { cut, redact } from '#kit/http'
import { uuidv7 } from '#kit/ids'
import type { Json } from '#kit/json'
import type { Reason } from '#networks/network'

import type { Claimed } from './claim-deliveries.ts'
import type { Attempt } from './contract.ts'

export interface AttemptStart {
  readonly kind: Attempt['kind']
  readonly step: string
  /** What is about to be sent; only its hash is kept. */
  readonly payload: Json
}

/** Writes down what is about to be done. Commit it before a byte leaves. */
export async function startAttempt(
  tx: Tx,
  claimed: Claimed,
  { kind, step, payload }: AttemptStart,
): Promise<{ id: string; startedAt: Temporal.Instant }> {
  const id = uuidv7()
  const { started_at } = await tx
    .insertInto('publishing.attempt')
    .values({
      workspace_id: claimed.workspaceId,
      delivery_id: claimed.deliveryId,
      id,
      kind,
      step,
      payload_hash: createHash('sha256').update(JSON.stringify(payload)).digest('base64url'),
      lease: claimed.lease,
      started_at: sql<Date>`clock_timestamp()`,
    })
    .returning('started_at')
    .executeTakeFirstOrThrow()
  return { id, startedAt: started_at.toTemporalInstant() }
}

export async function finishAttempt(
  tx: Tx,
  claimed: Claimed,
  end: { id: string; outcome: Attempt['outcome']; reason?: Reason | undefined },
): Promise<void> {
  await tx
    .updateTable('publishing.attempt')
    .set({ outcome: end.outcome, finished_at: sql<Date>`clock_timestamp()`, reason: end.reason ? storedReason(end.reason) : null })
    .where('workspace_id', '=', claimed.workspaceId)
    .where('delivery_id', '=', claimed.deliveryId)
    .where('id', '=', end.id)
    .execute()
}

/** A network's answer may hold anything: without secrets, and short. */
export function storedReason(reason: Reason): string {
  return JSON.stringify(reason.detail === undefined ? reason : { ...reason, detail: cut(redact(reason.detail)) })
}
