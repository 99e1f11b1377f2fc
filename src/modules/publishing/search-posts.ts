import { anywhere, wordsIn } from '#kit/words'

import { isOnAnyOf } from './calendar-filter.ts'
import type { PostSummary } from './contract.ts'
import type { PublishingNeeds } from './needs.ts'
import { summaryRows, toSummaries } from './summaries.ts'

/** Posts of the brand whose text has every one of the words, in any place and case, last changed first. */
export async function searchPosts(
  needs: PublishingNeeds,
  {
    workspaceId,
    brandId,
    accountIds,
    text,
    limit,
  }: { workspaceId: string; brandId: string; accountIds?: string[] | undefined; text: string; limit: number },
): Promise<{ posts: PostSummary[] }> {
  const query = wordsIn(text).reduce(
    (rows, word) => rows.where('post.words', 'ilike', anywhere(word)),
    summaryRows(needs.db, workspaceId).where('post.brand_id', '=', brandId).where('post.answers', 'is', null),
  )
  const rows = await query
    .$if(accountIds !== undefined, (within) => within.where(isOnAnyOf(accountIds ?? [])))
    .orderBy('post.updated_at', 'desc')
    .orderBy('post.id')
    .limit(limit)
    .execute()
  return { posts: await toSummaries(needs, workspaceId, rows) }
}
