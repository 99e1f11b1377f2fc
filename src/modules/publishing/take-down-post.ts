import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { type Call, change } from '#modules/teams'

import { type Post, publishingRefusals } from './contract.ts'
import { type DeliveryRow, letGo } from './held-delivery.ts'
import { lockPost } from './lock-post.ts'
import type { PublishingNeeds } from './needs.ts'
import { wakeFor } from './plan-deliveries.ts'
import { readPost } from './read-post.ts'
import { canBeTakenDown, mayBeOut } from './states.ts'
import { topicsOf } from './topics.ts'

/** Deletes from the networks what is live, or may yet turn out to be. Taking the whole post down also cancels what has not gone out. */
export function takeDownPost(
  needs: PublishingNeeds,
  call: Call,
  { postId, deliveryIds }: { postId: string; deliveryIds?: readonly string[] | undefined },
): Promise<Post> {
  const { workspaceId } = call.acting
  return change(needs.db, call, async (tx) => {
    const { deliveries } = await lockPost(tx, { workspaceId, postId })
    const chosen = deliveries.filter(({ id }) => !deliveryIds || deliveryIds.includes(id))
    if (chosen.some(({ state }) => state === 'sending')) throw refuse(publishingRefusals, 'POST_IS_SENDING')
    const live = chosen.filter(canBeTakenDown)
    if (live.length === 0) throw refuse(publishingRefusals, 'NOT_LIVE')
    for (const delivery of live) await takeDown(tx, delivery)
    if (!deliveryIds) for (const delivery of chosen.filter(isStillToGo)) await cancelDelivery(tx, delivery)
    await wakeFor(tx, needs.jobs, { workspaceId, postId })
    return {
      value: await readPost(needs, tx, { workspaceId, postId }),
      subject: { kind: 'post', id: postId },
      detail: { deliveries: live.map(({ id }) => id) },
      before: { state: [...new Set(live.map(({ state }) => state))] },
      after: { state: ['taking-down'] },
      topics: topicsOf(postId),
    }
  })
}

/** Whoever is looking it up at the moment loses it: their lease is gone. */
export async function takeDown(tx: Tx, { workspace_id, id }: DeliveryRow): Promise<void> {
  await tx
    .updateTable('publishing.delivery')
    .set({
      ...letGo,
      state: 'taking-down',
      wish: 'take-down',
      reason: null,
      tries: 0,
      resend_allowed: false,
      next_try_at: sql<Date>`clock_timestamp()`,
      updated_at: sql<Date>`clock_timestamp()`,
    })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .execute()
}

export async function cancelDelivery(tx: Tx, { workspace_id, id }: DeliveryRow): Promise<void> {
  await tx
    .updateTable('publishing.delivery')
    .set({ ...letGo, state: 'cancelled', settled_at: sql<Date>`clock_timestamp()`, updated_at: sql<Date>`clock_timestamp()` })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .execute()
}

function isStillToGo(delivery: DeliveryRow): boolean {
  return !mayBeOut(delivery) && ['waiting', 'retrying', 'missed', 'rejected', 'needs-a-person'].includes(delivery.state)
}
