import { createHash, randomUUID } from 'node:crypto'

import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import type { Outcome, PostContent } from '#networks/network'

import { storedReason } from './attempts.ts'

/** Written down before the network is asked. Answers its id. */
export async function beginCorrection(
  tx: Tx,
  { workspaceId, deliveryId, after }: { workspaceId: string; deliveryId: string; after: PostContent },
): Promise<string> {
  const id = uuidv7()
  await tx
    .insertInto('publishing.attempt')
    .values({
      workspace_id: workspaceId,
      delivery_id: deliveryId,
      id,
      step: 'all',
      kind: 'correct',
      payload_hash: createHash('sha256').update(JSON.stringify(after)).digest('base64url'),
      lease: randomUUID(),
      started_at: sql<Date>`clock_timestamp()`,
    })
    .execute()
  return id
}

/** What the network answered. */
export async function endCorrection(
  tx: Tx,
  {
    workspaceId,
    deliveryId,
    attemptId,
    outcome,
  }: { workspaceId: string; deliveryId: string; attemptId: string; outcome: Outcome<unknown> },
): Promise<void> {
  await tx
    .updateTable('publishing.attempt')
    .set({
      outcome: outcome.ok ? 'done' : outcome.trouble.kind,
      reason: outcome.ok ? null : storedReason(outcome.trouble.reason),
      finished_at: sql<Date>`clock_timestamp()`,
    })
    .where('workspace_id', '=', workspaceId)
    .where('delivery_id', '=', deliveryId)
    .where('id', '=', attemptId)
    .execute()
}
