import { sql } from 'kysely'

import type { HeldPost } from '../contract.ts'
import type { PublishingNeeds } from '../needs.ts'
import { wasHeld } from './is-held.ts'

interface Asked {
  readonly workspaceId: string
  readonly brandId?: string | undefined
  readonly limit: number
}

interface Row {
  post_id: string
  brand_id: string
  first_line: string
  due_at: Date
  partly: boolean
  copies: { id: string; network: string; account_id: string }[]
  total: string
}

/** Posts that wait for a decision because of a crisis, in the order in which they were due. */
export async function listHeld(
  needs: PublishingNeeds,
  { workspaceId, brandId, limit }: Asked,
): Promise<{ posts: HeldPost[]; total: number }> {
  const ofBrand = brandId === undefined ? sql`true` : sql`brand_id = ${brandId}`
  const { rows } = await sql<Row>`
    with held as (
      select workspace_id, post_id, brand_id, min(due_at) as due_at,
        json_agg(json_build_object('id', id, 'network', network, 'account_id', account_id) order by network, id) as copies
      from publishing.delivery where workspace_id = ${workspaceId} and ${ofBrand} and ${wasHeld} group by 1, 2, 3
    ), first as (
      select *, count(*) over () as total from held order by due_at, post_id limit ${limit}
    )
    select f.*, p.first_line, exists (
      select from publishing.delivery d where d.workspace_id = f.workspace_id and d.post_id = f.post_id
        and (d.live_parts > 0 or d.unclear_step is not null or d.published_at is not null)
    ) as partly
    from first f join publishing.post p on p.workspace_id = f.workspace_id and p.id = f.post_id order by f.due_at, f.post_id`.execute(
    needs.db,
  )
  const handles = await handlesOf(
    needs,
    workspaceId,
    rows.flatMap(({ copies }) => copies.map(({ account_id }) => account_id)),
  )
  return {
    posts: rows.map(({ post_id, brand_id, first_line, due_at, partly, copies }) => ({
      postId: post_id,
      brandId: brand_id,
      firstLine: first_line,
      dueAt: due_at.toISOString(),
      partly,
      copies: copies.map(({ id, network, account_id }) => ({ deliveryId: id, network, handle: handles.get(account_id) ?? '' })),
    })),
    total: Number(rows[0]?.total ?? 0),
  }
}

export async function handlesOf(
  { db, accounts }: Pick<PublishingNeeds, 'db' | 'accounts'>,
  workspaceId: string,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (accountIds.length === 0) return new Map()
  const names = await accounts.names(db, { workspaceId, ids: [...new Set(accountIds)] })
  return new Map(names.map(({ id, handle }) => [id, handle]))
}
