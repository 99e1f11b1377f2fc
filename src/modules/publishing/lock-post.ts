import type { Selectable } from 'kysely'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import { publishingRefusals } from './contract.ts'
import type { DeliveryRow } from './held-delivery.ts'
import { whyFixed } from './states.ts'
import type { PostTable } from './tables.ts'

export type PostRow = Selectable<PostTable>

export interface LockedPost {
  readonly post: PostRow
  readonly deliveries: readonly DeliveryRow[]
}

interface Which {
  readonly workspaceId: string
  readonly postId: string
  /** What people do with posts must not reach an answer, nor the reverse: a post unless said. */
  readonly isA?: 'post' | 'answer' | 'either'
}

/**
 * The post and its deliveries, held until the transaction ends: first the post, then its deliveries by id, in this order everywhere.
 * A worker claims a delivery either before this, and then its state says so, or after.
 */
export async function lockPost(tx: Tx, { workspaceId, postId, isA = 'post' }: Which): Promise<LockedPost> {
  const post = await tx
    .selectFrom('publishing.post')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', postId)
    .forUpdate()
    .executeTakeFirst()
  if (!post || (isA !== 'either' && isA !== (post.answers ? 'answer' : 'post'))) throw refuse(publishingRefusals, 'NOT_FOUND')
  const deliveries = await tx
    .selectFrom('publishing.delivery')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('post_id', '=', postId)
    .orderBy('id')
    .forUpdate()
    .execute()
  return { post, deliveries }
}

/** The same, for a change that is right only while nothing of the post can be out, and only on the revision that the member saw. */
export async function lockForChange(tx: Tx, which: Which & { readonly revision?: number }): Promise<LockedPost> {
  const locked = await lockPost(tx, which)
  const fixed = whyFixed(locked.deliveries)
  if (fixed) throw refuse(publishingRefusals, fixed)
  const { revision } = locked.post
  if (which.revision !== undefined && which.revision !== revision) throw refuse(publishingRefusals, 'POST_CHANGED', { revision })
  return locked
}
