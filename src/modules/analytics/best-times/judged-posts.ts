import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { JudgedPost } from './strength.ts'

interface Wanted {
  readonly workspaceId: string
  readonly accountIds: readonly string[]
  readonly now: Temporal.Instant
}

const halfYear = 26 * 7 * 24
/** Younger posts still gather. */
const settled = 72
const mostPerAccount = 1500

/** Posts old enough to be judged by what people did with them, of these accounts and of the workspace's others on the same networks. Stories vanish, and are left out. */
export async function judgedPosts(
  db: Db,
  { workspaceId, accountIds, now }: Wanted,
): Promise<ReadonlyMap<string, { readonly network: string; readonly posts: readonly JudgedPost[] }>> {
  const { rows } = await sql<{ accountId: string; network: string; type: string; publishedAt: Date; value: number }>`
    select each.account_id as "accountId", each.network, each.type, each.published_at as "publishedAt", each.value from (
      select p.account_id, p.network, p.type, p.published_at,
        (coalesce(l.reactions, 0) + coalesce(l.comments, 0) + coalesce(l.shares, 0) + coalesce(l.saves, 0))::float8 as value,
        row_number() over (partition by p.account_id order by p.published_at desc) as place
      from analytics.post p
      join analytics.latest l on l.workspace_id = p.workspace_id and l.subject = p.subject
      where p.workspace_id = ${workspaceId} and p.type <> 'story'
        and p.published_at between ${now.subtract({ hours: halfYear }).toString()} and ${now.subtract({ hours: settled }).toString()}
        and coalesce(l.reactions, l.comments, l.shares, l.saves) is not null
        and p.network in (
          select network from analytics.profile where workspace_id = ${workspaceId} and account_id = any(${[...accountIds]}::uuid[])
        )
    ) each where each.place <= ${mostPerAccount}`.execute(db)
  const byAccount = Map.groupBy(rows, ({ accountId }) => accountId)
  return new Map(
    [...byAccount].map(([accountId, posts]) => [
      accountId,
      {
        network: posts[0]?.network ?? '',
        posts: posts.map(({ publishedAt, ...post }) => ({ ...post, publishedAt: publishedAt.toTemporalInstant() })),
      },
    ]),
  )
}
