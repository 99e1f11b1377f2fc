import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { announce } from '#kit/live'
import type { ReviewedPosts } from '#modules/governance'

import { lockPost } from './lock-post.ts'
import type { PublishingNeeds } from './needs.ts'
import { wakeFor } from './plan-deliveries.ts'
import { notCleared } from './review-post.ts'
import { whyFixed } from './states.ts'
import { topicsOf } from './topics.ts'

type Held = Pick<ReviewedPosts, 'hold' | 'settle'>

/** Posts and answers, for those who decide about them. */
export function heldPosts(needs: Pick<PublishingNeeds, 'jobs'>): Held {
  return {
    hold: async (tx, which) => {
      if (!(await isThere(tx, which))) return undefined
      const { post, deliveries } = await lockPost(tx, { ...which, isA: 'either' })
      return { content: post.content, accountIds: post.account_ids, fixed: whyFixed(deliveries) !== undefined }
    },
    settle: async (tx, { workspaceId, postId, clearance, content, accountIds, atOnce }) => {
      const cleared = { cleared_content: JSON.stringify(content), cleared_accounts: [...accountIds] }
      await tx
        .updateTable('publishing.post')
        .set({ approval: clearance, ...(clearance === 'approved' ? cleared : notCleared) })
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', postId)
        .execute()
      if (clearance === 'approved') {
        if (atOnce) await dueNow(tx, { workspaceId, postId })
        await wakeFor(tx, needs.jobs, { workspaceId, postId })
      }
      await announce(tx, { to: workspaceId, topics: topicsOf(postId) })
    },
  }
}

async function isThere(tx: Tx, { workspaceId, postId }: { workspaceId: string; postId: string }): Promise<boolean> {
  const row = await tx
    .selectFrom('publishing.post')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', postId)
    .executeTakeFirst()
  return row !== undefined
}

/** It was to go out at once: the time for which it waited for a yes does not make it late. */
async function dueNow(tx: Tx, { workspaceId, postId }: { workspaceId: string; postId: string }): Promise<void> {
  const now = sql<Date>`clock_timestamp()`
  await tx
    .updateTable('publishing.delivery')
    .set({ due_at: now, next_try_at: now, updated_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('post_id', '=', postId)
    .where('state', '=', 'waiting')
    .execute()
}
