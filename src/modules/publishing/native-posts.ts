import { type RawBuilder, type Selectable, sql } from 'kysely'

import type { Db } from '#kit/database'

import type { CalendarFilter } from './calendar-filter.ts'
import type { NativePost } from './contract.ts'
import type { NativePostTable } from './tables.ts'

/** The brand's native posts, as rows called `native`, that pass the filter: they belong to no campaign and carry no label. */
export function nativeMatches({ workspaceId, brandId, state, networks, accountIds, campaignIds, labelIds }: CalendarFilter) {
  const wanted = (!state || state.includes('elsewhere')) && !campaignIds && !labelIds
  const conditions: RawBuilder<unknown>[] = [
    sql`native.workspace_id = ${workspaceId}`,
    sql`native.brand_id = ${brandId}`,
    wanted ? sql`true` : sql`false`,
  ]
  if (accountIds) conditions.push(sql`native.account_id = any(${[...accountIds]}::uuid[])`)
  if (networks) conditions.push(sql`native.network = any(${[...networks]}::text[])`)
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}

/** Those published between two instants, in order of time. */
export async function listNative(db: Db, wanted: CalendarFilter & { from: string; to: string; limit: number }): Promise<NativePost[]> {
  const rows = await db
    .selectFrom('publishing.native_post as native')
    .selectAll()
    .where(nativeMatches(wanted))
    .where('native.published_at', '>=', new Date(wanted.from))
    .where('native.published_at', '<', new Date(wanted.to))
    .orderBy('native.published_at')
    .orderBy('native.external_id')
    .limit(wanted.limit)
    .execute()
  return rows.map(toNative)
}

export function toNative(row: Selectable<NativePostTable>): NativePost {
  return {
    accountId: row.account_id,
    externalId: row.external_id,
    network: row.network,
    url: row.url,
    firstLine: row.first_line,
    media: row.media,
    publishedAt: row.published_at.toISOString(),
  }
}
