import { type CalendarFilter, postMatches } from './calendar-filter.ts'
import type { NativePost, PostSummary } from './contract.ts'
import { listNative } from './native-posts.ts'
import type { PublishingNeeds } from './needs.ts'
import { summaryRows, toSummaries } from './summaries.ts'

interface Wanted extends CalendarFilter {
  /** From this instant to before that one. */
  readonly from: string
  readonly to: string
  /** Of each kind. */
  readonly limit: number
}

interface Listed {
  readonly posts: PostSummary[]
  readonly native: NativePost[]
  readonly more: boolean
}

/** Posts planned or published between two instants, in order of time. A post that is live stands at the moment it went live. */
export async function listPosts(needs: PublishingNeeds, wanted: Wanted): Promise<Listed> {
  const { workspaceId, limit } = wanted
  // One more than wanted, so that it is known whether there are more.
  const [rows, native] = await Promise.all([ourRows(needs, wanted, limit + 1), listNative(needs.db, { ...wanted, limit: limit + 1 })])
  return {
    posts: await toSummaries(needs, workspaceId, rows.slice(0, limit)),
    native: native.slice(0, limit),
    more: rows.length > limit || native.length > limit,
  }
}

function ourRows({ db }: PublishingNeeds, wanted: Wanted, limit: number) {
  return summaryRows(db, wanted.workspaceId)
    .where(postMatches(wanted))
    .where('post.shown_at', '>=', new Date(wanted.from))
    .where('post.shown_at', '<', new Date(wanted.to))
    .orderBy('post.shown_at')
    .orderBy('post.id')
    .limit(limit)
    .execute()
}
