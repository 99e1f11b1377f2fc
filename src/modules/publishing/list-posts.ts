import { sql } from 'kysely'

import type { PostState, PostSummary } from './contract.ts'
import type { PublishingNeeds } from './needs.ts'
import { postState } from './states.ts'
import { type SummaryRow, summaryRows, toSummaries } from './summaries.ts'

interface Wanted {
  readonly workspaceId: string
  readonly brandId: string
  /** From this instant to before that one. */
  readonly from: string
  readonly to: string
  readonly state?: readonly PostState[] | undefined
  readonly accountIds?: readonly string[] | undefined
  readonly limit: number
}

/** Posts planned or published between two instants, in order of time. A post that is live stands at the moment it went live. */
export async function listPosts(needs: PublishingNeeds, wanted: Wanted): Promise<{ posts: PostSummary[]; more: boolean }> {
  const found: SummaryRow[] = []
  for (let after: SummaryRow | undefined; found.length <= wanted.limit;) {
    const page = await readPage(needs, wanted, after)
    found.push(...page.filter(({ deliveries }) => !wanted.state || wanted.state.includes(postState(deliveries))))
    after = page.at(-1)
    if (page.length <= wanted.limit) break
  }
  const posts = await toSummaries(needs, wanted.workspaceId, found.slice(0, wanted.limit))
  return { posts, more: found.length > wanted.limit }
}

/** One more than the limit, so that it is known whether there are more. */
function readPage({ db }: PublishingNeeds, wanted: Wanted, after: SummaryRow | undefined): Promise<SummaryRow[]> {
  const { accountIds } = wanted
  return summaryRows(db, wanted.workspaceId)
    .where('post.brand_id', '=', wanted.brandId)
    .where('post.shown_at', '>=', new Date(wanted.from))
    .where('post.shown_at', '<', new Date(wanted.to))
    .$if(accountIds !== undefined, (query) => query.where(sql<boolean>`post.account_ids && ${[...(accountIds ?? [])]}::uuid[]`))
    .$if(after !== undefined, (query) =>
      query.where((expression) =>
        expression(expression.refTuple('post.shown_at', 'post.id'), '>', expression.tuple(after?.shown_at ?? new Date(0), after?.id ?? '')),
      ),
    )
    .orderBy('post.shown_at')
    .orderBy('post.id')
    .limit(wanted.limit + 1)
    .execute()
}
