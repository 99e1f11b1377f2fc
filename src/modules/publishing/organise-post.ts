import { type Call, change, watching } from '#modules/teams'

import { belongingOf } from './belonging.ts'
import type { Post } from './contract.ts'
import { postOrganised } from './events.ts'
import { lockPost } from './lock-post.ts'
import type { PublishingNeeds } from './needs.ts'
import { readPost } from './read-post.ts'
import { reviewPost } from './review-post.ts'
import { plannedFor } from './save-post.ts'
import { seen } from './seen.ts'
import { whyFixed } from './states.ts'
import { topicsOf } from './topics.ts'

interface Organised {
  readonly postId: string
  readonly campaignId: string | null
  readonly labelIds: readonly string[]
}

/** Sorts a post under a campaign and labels, whatever state it is in. Its revision stays: nobody's text is out of date by it. */
export function organisePost(needs: PublishingNeeds, call: Call, { postId, ...wanted }: Organised): Promise<Post> {
  const { workspaceId } = call.acting
  return change(needs.db, watching(call, seen.post(workspaceId, postId)), async (tx) => {
    const locked = await lockPost(tx, { workspaceId, postId })
    const { post, deliveries } = locked
    const { campaignId, labelIds } = await belongingOf(needs, tx, { workspaceId, brandId: post.brand_id, wanted })
    await tx
      .updateTable('publishing.post')
      .set({ campaign_id: campaignId, label_ids: [...labelIds] })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', postId)
      .execute()
    // A label may be one whose posts need approval.
    if (deliveries.some(({ state }) => state !== 'cancelled') && !whyFixed(deliveries))
      await reviewPost(tx, needs, { workspaceId, postId, by: call.acting, planned: false, at: plannedFor(locked) })
    await needs.events.emit(tx, postOrganised, { workspaceId, postId })
    return {
      value: await readPost(needs, tx, { workspaceId, postId }),
      subject: { kind: 'post', id: postId },
      detail: { firstLine: post.first_line },
      topics: topicsOf(postId),
    }
  })
}
