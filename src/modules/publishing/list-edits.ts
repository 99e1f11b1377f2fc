import { refuse } from '#kit/errors'

import { type Edit, publishingRefusals } from './contract.ts'
import type { PublishingNeeds } from './needs.ts'
import { mediaOf, toContent } from './post-content.ts'

/** What a post said, newest first; the first is what it says now. */
export async function listEdits(
  needs: PublishingNeeds,
  { workspaceId, postId, limit }: { workspaceId: string; postId: string; limit: number },
): Promise<Edit[]> {
  const rows = await needs.db
    .selectFrom('publishing.edit')
    .select(['id', 'content', 'account_ids', 'member_id', 'member_name', 'edited_at'])
    .where('workspace_id', '=', workspaceId)
    .where('post_id', '=', postId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  // Every post has at least the version it was created with.
  if (rows.length === 0) throw refuse(publishingRefusals, 'NOT_FOUND')
  const media = await mediaOf(needs, needs.db, { workspaceId, contents: rows.map(({ content }) => content) })
  return rows.map((row) => ({
    id: row.id,
    at: row.edited_at.toISOString(),
    ...(row.member_id === null ? {} : { by: { memberId: row.member_id, name: row.member_name ?? '' } }),
    content: toContent(row.content, media),
    accountIds: row.account_ids,
  }))
}
