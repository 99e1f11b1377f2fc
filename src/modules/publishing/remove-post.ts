import { type Call, change, watching } from '#modules/teams'

import { lockForChange } from './lock-post.ts'
import type { PublishingNeeds } from './needs.ts'
import { refuseIfGoing } from './refuse-if-going.ts'
import { seen } from './seen.ts'
import { topicsOf } from './topics.ts'

/** Deletes a draft, or a planned post of which nothing ever went out; with a revision, only as it was seen. */
export function removePost(
  needs: PublishingNeeds,
  call: Call,
  { postId, revision }: { postId: string; revision?: number },
): Promise<{ removed: true }> {
  const { workspaceId } = call.acting
  return change(needs.db, watching(call, seen.post(workspaceId, postId)), async (tx) => {
    const locked = await lockForChange(tx, { workspaceId, postId, ...(revision === undefined ? {} : { revision }) })
    refuseIfGoing(call, locked)
    await needs.approvals.withdraw(tx, { workspaceId, postId, by: call.acting })
    await tx.deleteFrom('publishing.post').where('workspace_id', '=', workspaceId).where('id', '=', postId).execute()
    return {
      value: { removed: true as const },
      subject: { kind: 'post', id: postId },
      detail: { firstLine: locked.post.first_line },
      topics: topicsOf(postId),
    }
  })
}
