import { sql } from 'kysely'

import type { Db } from '#kit/database'

interface Wanted {
  readonly workspaceId: string
  readonly brandId: string
  readonly accountIds: readonly string[]
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
}

/** When posts went out, or are to go out, on these accounts; also what was written elsewhere. */
export async function plannedOn(db: Db, wanted: Wanted): Promise<readonly { readonly accountId: string; readonly at: Temporal.Instant }[]> {
  const { workspaceId, brandId } = wanted
  const accounts = sql`${[...wanted.accountIds]}::uuid[]`
  const between = sql`>= ${wanted.from.toString()}::timestamptz`
  const before = sql`< ${wanted.to.toString()}::timestamptz`
  const { rows } = await sql<{ accountId: string; at: Date }>`
    select account as "accountId", post.shown_at as at
    from publishing.post, unnest(post.account_ids) as account
    where post.workspace_id = ${workspaceId} and post.brand_id = ${brandId} and post.shown_at ${between} and post.shown_at ${before} and account = any(${accounts})
    union all
    select account_id, published_at from publishing.native_post
    where workspace_id = ${workspaceId} and brand_id = ${brandId} and published_at ${between} and published_at ${before} and account_id = any(${accounts})
    order by at`.execute(db)
  return rows.map(({ accountId, at }) => ({ accountId, at: at.toTemporalInstant() }))
}
