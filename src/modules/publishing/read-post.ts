import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'

import { type Delivery, type Planned, type Post, publishingRefusals } from './contract.ts'
import { correctionOf, knownCorrection } from './correction-of.ts'
import type { DeliveryRow } from './held-delivery.ts'
import { leftOutOf } from './left-out-of.ts'
import type { PostRow } from './lock-post.ts'
import type { PublishingNeeds } from './needs.ts'
import { obstaclesOf } from './obstacles.ts'
import { mediaOf, toContent } from './post-content.ts'
import { decisionsFor, postState } from './states.ts'

/** One post with its deliveries. Inside a transaction pass the transaction. */
export async function readPost(
  needs: PublishingNeeds,
  db: Db,
  { workspaceId, postId }: { workspaceId: string; postId: string },
): Promise<Post> {
  const post = await db
    .selectFrom('publishing.post as post')
    .selectAll()
    .select(nameOfCategory.as('category_name'))
    .where('post.workspace_id', '=', workspaceId)
    .where('post.id', '=', postId)
    .where('post.answers', 'is', null)
    .executeTakeFirst()
  if (!post) throw refuse(publishingRefusals, 'NOT_FOUND')
  const deliveries = await db
    .selectFrom('publishing.delivery')
    .selectAll()
    .select(knownCorrection.as('correction'))
    .where('workspace_id', '=', workspaceId)
    .where('post_id', '=', postId)
    .orderBy('id')
    .execute()
  const state = postState(deliveries)
  const media = await mediaOf(needs, db, { workspaceId, contents: [post.content] })
  return {
    id: post.id,
    brandId: post.brand_id,
    revision: post.revision,
    state,
    content: toContent(post.content, media),
    accountIds: post.account_ids,
    ...(post.campaign_id === null ? {} : { campaignId: post.campaign_id }),
    labelIds: post.label_ids,
    ...plannedOf(post),
    ...categoryOf(post),
    deliveries: deliveries.map((delivery) => ({ ...toDelivery(needs, delivery), ...correctionOf(delivery) })),
    obstacles: state === 'scheduled' ? [...(await obstaclesOf(needs, db, { post, media }))] : [],
    ...approvalOf(post),
    ...(post.created_by !== null ? { createdBy: { memberId: post.created_by, name: post.created_by_name ?? '' } } : {}),
    createdAt: post.created_at.toISOString(),
    updatedAt: post.updated_at.toISOString(),
  }
}

/** What was approved and says something else since is not approved. */
export function approvalOf({ approval, cleared }: Pick<PostRow, 'approval' | 'cleared'>): Pick<Post, 'approval'> {
  if (approval === null || approval === 'free') return {}
  return { approval: approval === 'approved' && !cleared ? 'asked' : approval }
}

export function plannedOf(post: Pick<PostRow, 'planned_at' | 'planned_local' | 'time_zone'>): { planned?: Planned } {
  if (post.planned_at === null || post.planned_local === null || post.time_zone === null) return {}
  return { planned: { at: post.planned_at.toISOString(), local: post.planned_local, timeZone: post.time_zone } }
}

/** Of the category that planned the post; null for most, and then nothing is looked up. */
export const nameOfCategory = sql<string | null>`(
  select c.name from publishing.category c where c.workspace_id = post.workspace_id and c.id = post.category_id)`

/** Which category planned it, if any did. */
export function categoryOf({
  category_id: id,
  category_name: name,
}: {
  category_id: string | null
  category_name: string | null
}): Pick<Post, 'category'> {
  return id === null ? {} : { category: { id, ...(name === null ? {} : { name }) } }
}

/** A delivery as people see it: when it is tried again only while it will be. */
export function toDelivery({ network }: Pick<PublishingNeeds, 'network'>, row: DeliveryRow): Delivery {
  const again = row.next_try_at !== null && (row.state === 'retrying' || row.state === 'unconfirmed' || row.state === 'taking-down')
  return {
    id: row.id,
    accountId: row.account_id,
    network: row.network,
    state: row.state,
    dueAt: row.due_at.toISOString(),
    ...(row.published_at ? { publishedAt: row.published_at.toISOString() } : {}),
    ...(row.url !== null ? { url: row.url } : {}),
    ...(again && row.next_try_at ? { nextTryAt: row.next_try_at.toISOString() } : {}),
    ...(row.reason ? { reason: row.reason } : {}),
    ...(row.cleared || row.state !== 'waiting' ? {} : { held: true as const }),
    attempts: row.attempts,
    decisions: decisionsFor(row),
    correctable: row.state === 'published' && network(row.network)?.publishing?.edit !== undefined,
    leftOut: leftOutOf(row),
    takenDownBy: network(row.network)?.publishing?.takeDown ? 'hearth' : 'person',
  }
}
