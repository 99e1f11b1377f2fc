import { refuse } from '#kit/errors'
import type { Reason } from '#networks/network'

import { type Attempt, publishingRefusals } from './contract.ts'
import { leftOutAt } from './left-out-of.ts'
import type { PublishingNeeds } from './needs.ts'

/** What was tried for a delivery, in order. */
export async function listAttempts(
  { db }: PublishingNeeds,
  { workspaceId, deliveryId }: { workspaceId: string; deliveryId: string },
): Promise<Attempt[]> {
  const delivery = await db
    .selectFrom('publishing.delivery')
    .select('results')
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
  const leftOutBy = ({ kind, outcome, step }: Pick<Attempt, 'kind' | 'outcome' | 'step'>) =>
    kind === 'send' && outcome === 'done' ? leftOutAt(step, delivery.results) : undefined
  return rows.map((row) => ({
    id: row.id,
    step: row.step,
    kind: row.kind,
    startedAt: row.started_at.toISOString(),
    ...(row.finished_at ? { finishedAt: row.finished_at.toISOString() } : {}),
    outcome: row.outcome,
    ...optionalReason(row.reason ?? leftOutBy(row)),
  }))
}

function optionalReason(reason: Reason | undefined): Pick<Attempt, 'reason'> {
  return reason ? { reason } : {}
}

const mostShown = 1000
