import type { Tx } from '#kit/database'

import { followJob } from './follow-job.ts'
import { lockPost } from './lock-post.ts'
import type { WorkerNeeds } from './needs.ts'
import { databaseTime } from './schedule-post.ts'

interface Correction {
  readonly workspaceId: string
  readonly postId: string
  readonly deliveryId: string
  readonly attemptId: string
}

/** From now on it is asked what has become of this correction, which takes the place of the one before. The post is locked, as everywhere. */
export async function beginFollowing(tx: Tx, { jobs }: Pick<WorkerNeeds, 'jobs'>, correction: Correction): Promise<void> {
  const { workspaceId, postId, deliveryId, attemptId } = correction
  await lockPost(tx, { workspaceId, postId })
  const since = await databaseTime(tx)
  const startAfter = since.add(firstPause)
  const asked = { attempt_id: attemptId, since: since.toString(), look_at: startAfter.toString(), reason: null }
  await tx
    .insertInto('publishing.correction')
    .values({ workspace_id: workspaceId, delivery_id: deliveryId, ...asked })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'delivery_id']).doUpdateSet(asked))
    .execute()
  await jobs.send(tx, followJob, { payload: { workspaceId, deliveryId }, key: deliveryId, startAfter })
}

/** No network answers sooner, and whoever corrected it may still be there to see. */
const firstPause = { seconds: 5 }
