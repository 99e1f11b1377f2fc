import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { type Post, publishingRefusals } from './contract.ts'
import { lockForChange, type PostRow } from './lock-post.ts'
import type { PublishingNeeds } from './needs.ts'
import { readPost } from './read-post.ts'
import { refuseIfGoing } from './refuse-if-going.ts'
import { notCleared, type Planner } from './review-post.ts'
import { seen } from './seen.ts'
import { topicsOf } from './topics.ts'

/** Cancels a planned post: it is a draft again, with nothing left to send. */
export function unschedulePost(
  needs: PublishingNeeds,
  call: Call,
  { postId, revision }: { postId: string; revision: number },
): Promise<Post> {
  const { workspaceId } = call.acting
  return change(needs.db, watching(call, seen.post(workspaceId, postId)), async (tx) => {
    const locked = await lockForChange(tx, { workspaceId, postId, revision })
    refuseIfGoing(call, locked)
    const { post, deliveries } = locked
    if (deliveries.length === 0) throw refuse(publishingRefusals, 'NOT_OPEN')
    await asDraft(tx, needs, { post, by: call.acting })
    return { value: await readPost(needs, tx, { workspaceId, postId }), subject: { kind: 'post', id: postId }, topics: topicsOf(postId) }
  })
}

/** The post, which the caller holds and of which nothing can be out, is planned for no time any more. */
export async function asDraft(
  tx: Tx,
  needs: Pick<PublishingNeeds, 'approvals'>,
  { post: { workspace_id: workspaceId, id: postId }, by }: { post: Pick<PostRow, 'workspace_id' | 'id'>; by?: Planner },
): Promise<void> {
  await needs.approvals.withdraw(tx, { workspaceId, postId, by })
  await tx.deleteFrom('publishing.delivery').where('workspace_id', '=', workspaceId).where('post_id', '=', postId).execute()
  await tx
    .updateTable('publishing.post')
    .set({
      planned_local: null,
      time_zone: null,
      occurrence: null,
      planned_at: null,
      approval: null,
      ...notCleared,
      revision: sql<number>`revision + 1`,
      updated_at: sql<Date>`clock_timestamp()`,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', postId)
    .execute()
}
