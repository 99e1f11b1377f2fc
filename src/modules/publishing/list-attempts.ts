import { refuse } from '#kit/errors'

import { type Attempt, publishingRefusals } from './contract.ts'
import type { PublishingNeeds } from './needs.ts'

/** What was tried for a delivery, in order. */
export async function listAttempts(
  { db }: PublishingNeeds,
  { workspaceId, deliveryId }: { workspaceId: string; deliveryId: string },
): Promise<Attempt[]> {
  const delivery = await db
    .selectFrom('publishing.delivery')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', deliveryId)
    .executeTakeFirst()
  if (!delivery) throw refuse(publishingRefusals, 'NOT_FOUND')
  const rows = await db
    .selectFrom('publishing.attempt')
    .select(['id', 'step', 'kind', 'started_at', 'finished_at', 'outcome', 'reason'])
    .where('workspace_id', '=', workspaceId)
    .where('delivery_id', '=', deliveryId)
    .orderBy('started_at')
    .orderBy('id')
    .limit(mostShown)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    step: row.step,
    kind: row.kind,
    startedAt: row.started_at.toISOString(),
    ...(row.finished_at ? { finishedAt: row.finished_at.toISOString() } : {}),
    outcome: row.outcome,
    ...(row.reason ? { reason: row.reason } : {}),
  }))
}

const mostShown = 1000
