import { type Call, change } from '#modules/teams'

import type { Post } from './contract.ts'
import { insertPost } from './create-post.ts'
import { lockPost } from './lock-post.ts'
import type { PublishingNeeds } from './needs.ts'
import { readPost } from './read-post.ts'
import { topicsOf } from './topics.ts'

/** A new draft that says the same under the same campaign and labels, for the same accounts, or those of them that are given, as far as they are still connected. */
export function duplicatePost(
  needs: PublishingNeeds,
  call: Call,
  input: { postId: string; accountIds?: readonly string[] | undefined },
): Promise<Post> {
  const { acting } = call
  const { workspaceId } = acting
  return change(needs.db, call, async (tx) => {
    const { post } = await lockPost(tx, { workspaceId, postId: input.postId })
    const postId = await insertPost(tx, needs, {
      brandId: post.brand_id,
      content: post.content,
      accountIds: post.account_ids.filter((id) => !input.accountIds || input.accountIds.includes(id)),
      campaignId: post.campaign_id,
      labelIds: post.label_ids,
      acting,
    })
    return {
      value: await readPost(needs, tx, { workspaceId, postId }),
      subject: { kind: 'post', id: postId },
      detail: { from: input.postId },
      topics: topicsOf(postId),
    }
  })
}
