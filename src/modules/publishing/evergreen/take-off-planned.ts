import { sql } from 'kysely'

import type { Tx } from '#kit/database'

import { lockPost } from '../lock-post.ts'
import type { PublishingNeeds } from '../needs.ts'
import { whyFixed } from '../states.ts'
import { asDraft } from '../unschedule-post.ts'

interface Which {
  readonly workspaceId: string
  readonly categoryId: string
  /** Only of this kept post. */
  readonly keptId?: string
}

/**
 * Takes off the plan what the category has planned and nobody has begun to send, and lets its times be given anew. What a member has
 * written in since becomes a draft, so that no words are lost. Answers the posts; the caller holds the category.
 */
export async function takeOffPlanned(tx: Tx, needs: Pick<PublishingNeeds, 'approvals'>, which: Which): Promise<string[]> {
  const taken: string[] = []
  for (const { slot, postId } of await ahead(tx, which)) {
    const { workspaceId } = which
    const { post, deliveries } = await lockPost(tx, { workspaceId, postId })
    if (deliveries.length === 0 || whyFixed(deliveries)) continue
    if (await isWrittenIn(tx, { workspaceId, postId })) await asDraft(tx, needs, { post })
    else await removed(tx, needs, { workspaceId, postId })
    await tx
      .deleteFrom('publishing.evergreen_use')
      .where('workspace_id', '=', workspaceId)
      .where('category_id', '=', which.categoryId)
      .where('slot', '=', slot)
      .execute()
    taken.push(postId)
  }
  return taken
}

async function removed(
  tx: Tx,
  { approvals }: Pick<PublishingNeeds, 'approvals'>,
  { workspaceId, postId }: { workspaceId: string; postId: string },
): Promise<void> {
  await approvals.withdraw(tx, { workspaceId, postId, by: undefined })
  await tx.deleteFrom('publishing.post').where('workspace_id', '=', workspaceId).where('id', '=', postId).execute()
}

/** By their ids, which is the order in which posts are held. */
async function ahead(tx: Tx, { workspaceId, categoryId, keptId }: Which): Promise<{ slot: string; postId: string }[]> {
  const rows = await tx
    .selectFrom('publishing.evergreen_use as given')
    .innerJoin('publishing.post as post', (join) =>
      join.onRef('post.workspace_id', '=', 'given.workspace_id').onRef('post.id', '=', 'given.post_id'),
    )
    .select(['given.slot', 'post.id'])
    .where('given.workspace_id', '=', workspaceId)
    .where('given.category_id', '=', categoryId)
    .where('post.published_at', 'is', null)
    .where('post.planned_at', '>', sql<Date>`clock_timestamp()`)
    .$if(keptId !== undefined, (query) => query.where('given.kept_id', '=', keptId ?? null))
    .orderBy('post.id')
    .execute()
  return rows.map(({ slot, id }) => ({ slot, postId: id }))
}

async function isWrittenIn(tx: Tx, { workspaceId, postId }: { workspaceId: string; postId: string }): Promise<boolean> {
  const edit = await tx
    .selectFrom('publishing.edit')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('post_id', '=', postId)
    .where('member_id', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return edit !== undefined
}
