import { type RawBuilder, sql } from 'kysely'

import type { Tx } from '#kit/database'
import { type Acting, withinScopes } from '#modules/teams'

import type { Writer } from './keep-edit.ts'
import type { PublishingNeeds } from './needs.ts'

export interface Review {
  readonly workspaceId: string
  readonly postId: string
  readonly by: Planner
  /** Somebody says when it goes out, or that it does now; else it was changed while it is planned. */
  readonly planned: boolean
  /** Absent: as soon as it may. */
  readonly at: Temporal.Instant | undefined
  /** Without asking anybody, which is refused unless they may. */
  readonly skip?: boolean | undefined
}

export type Planner = Writer & { readonly role?: Acting['role'] } & Pick<Acting, 'scopes'>

/** Where nobody plans it but Hearth, which somebody who may publish has told to. */
export function byHearth({ workspaceId }: { workspaceId: string }): Planner {
  return { workspaceId, memberId: null, name: null }
}

/**
 * Asks whether a post may go out as it stands now, and keeps the answer together with what it was about. Called inside every change, with the
 * post held, that plans a post or changes a planned one. Where it is not called, the database holds what says something else than was looked at.
 */
export async function reviewPost(
  tx: Tx,
  needs: PublishingNeeds,
  { workspaceId, postId, by, planned, at, skip = false }: Review,
): Promise<void> {
  const post = await tx
    .selectFrom('publishing.post')
    .select(['brand_id', 'content', 'account_ids', 'label_ids', 'first_line', 'answers', 'created_by'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', postId)
    .executeTakeFirstOrThrow()
  const clearance = await needs.approvals.review(tx, {
    workspaceId,
    postId,
    brandId: post.brand_id,
    kind: post.answers ? 'answer' : 'post',
    content: post.content,
    accountIds: post.account_ids,
    labelIds: post.label_ids,
    firstLine: post.first_line,
    createdBy: post.created_by,
    // A key that is not for publishing asks, as an author does, whatever its role.
    by: post.answers || withinScopes(by, 'posts.publish') ? by : { ...by, role: undefined },
    planned,
    at,
    skip,
  })
  await tx
    .updateTable('publishing.post')
    .set({ approval: clearance, ...(clearance === 'free' || clearance === 'approved' ? asItStands : notCleared) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', postId)
    .execute()
}

const asItStands: { cleared_content: RawBuilder<string>; cleared_accounts: RawBuilder<string[]> } = {
  cleared_content: sql`content`,
  cleared_accounts: sql`account_ids`,
}
export const notCleared = { cleared_content: null, cleared_accounts: null } as const
