import { sql } from 'kysely'

import type { WentOut } from '../contract.ts'
import type { PublishingNeeds } from '../needs.ts'
import { handlesOf } from './list-held.ts'

interface Asked {
  readonly workspaceId: string
  readonly brandId?: string | undefined
  readonly from: string
  readonly to: string
  readonly limit: number
}

interface Row {
  id: string
  post_id: string
  network: string
  account_id: string
  first_line: string
  published_at: Date
  url: string | null
}

/** What went live between two instants, whatever became of it since; copies that followed the first of their post by more than a month are left out. */
export async function listWentOut(needs: PublishingNeeds, { workspaceId, brandId, from, to, limit }: Asked): Promise<WentOut[]> {
  const ofBrand = brandId === undefined ? sql`true` : sql`p.brand_id = ${brandId}`
  const { rows } = await sql<Row>`
    select d.id, d.post_id, d.network, d.account_id, p.first_line, d.published_at, d.url
    from publishing.delivery d join publishing.post p on p.workspace_id = d.workspace_id and p.id = d.post_id
    where d.workspace_id = ${workspaceId} and ${ofBrand} and not d.is_answer and d.published_at >= ${from} and d.published_at <= ${to}
      and p.shown_at >= ${from}::timestamptz - interval '30 days'
    order by d.published_at desc, d.id limit ${limit}`.execute(needs.db)
  const handles = await handlesOf(
    needs,
    workspaceId,
    rows.map(({ account_id }) => account_id),
  )
  return rows.map(({ id, post_id, network, account_id, first_line, published_at, url }) => ({
    deliveryId: id,
    postId: post_id,
    network,
    handle: handles.get(account_id) ?? '',
    firstLine: first_line,
    publishedAt: published_at.toISOString(),
    ...(url === null ? {} : { url }),
  }))
}
