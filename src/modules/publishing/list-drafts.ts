import { isOnAnyOf } from './calendar-filter.ts'
import type { PostSummary } from './contract.ts'
import type { PublishingNeeds } from './needs.ts'
import { summaryRows, toSummaries } from './summaries.ts'

/** What is planned for no time yet, last changed first. */
export async function listDrafts(
  needs: PublishingNeeds,
  { workspaceId, brandId, accountIds, limit }: { workspaceId: string; brandId: string; accountIds?: string[] | undefined; limit: number },
): Promise<{ posts: PostSummary[] }> {
  const rows = await summaryRows(needs.db, workspaceId)
    .where('post.brand_id', '=', brandId)
    .$if(accountIds !== undefined, (query) => query.where(isOnAnyOf(accountIds ?? [])))
    .where('post.shown_at', 'is', null)
    .where('post.answers', 'is', null)
    .orderBy('post.updated_at', 'desc')
    .orderBy('post.id')
    .limit(limit)
    .execute()
  return { posts: await toSummaries(needs, workspaceId, rows) }
}
