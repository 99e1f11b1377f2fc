import { type CalendarFilter, postMatches } from './calendar-filter.ts'
import type { PostSummary } from './contract.ts'
import type { PublishingNeeds } from './needs.ts'
import { summaryRows, toSummaries } from './summaries.ts'

interface Wanted extends CalendarFilter {
  /** From this instant to before that one. */
  readonly from: string
  readonly to: string
  readonly limit: number
}

/** Posts planned or published between two instants, in order of time. A post that is live stands at the moment it went live. */
export async function listPosts(needs: PublishingNeeds, wanted: Wanted): Promise<{ posts: PostSummary[]; more: boolean }> {
  const { workspaceId, limit } = wanted
  const rows = await summaryRows(needs.db, workspaceId)
    .where(postMatches(wanted))
    .where('post.shown_at', '>=', new Date(wanted.from))
    .where('post.shown_at', '<', new Date(wanted.to))
    .orderBy('post.shown_at')
    .orderBy('post.id')
    // One more than wanted, so that it is known whether there are more.
    .limit(limit + 1)
    .execute()
  return { posts: await toSummaries(needs, workspaceId, rows.slice(0, limit)), more: rows.length > limit }
}
