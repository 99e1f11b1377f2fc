import { type Selectable, sql } from 'kysely'
import { z } from 'zod'

import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'
import { anywhere } from '#kit/words'

import { withUtm } from '../address-contract.ts'
import type { ShortNeeds } from '../needs.ts'
import { type ShortLink, shortRefusals } from '../short-contract.ts'
import type { LinkTable, TotalTable } from '../tables.ts'
import { Utm } from '../utm-contract.ts'
import { shortUrl } from './codes.ts'

type Needs = Pick<ShortNeeds, 'publicUrl'>

/** One link of the workspace that was not withdrawn, or the refusal NOT_FOUND. Inside a transaction pass the transaction. */
export async function readLink(needs: Needs, db: Db, { workspaceId, linkId }: { workspaceId: string; linkId: string }): Promise<ShortLink> {
  const row = await linksOf(db, workspaceId).where('link.id', '=', linkId).executeTakeFirst()
  if (!row) throw refuse(shortRefusals, 'NOT_FOUND')
  return toLink(needs, row)
}

export interface LinkFilter {
  readonly workspaceId: string
  readonly brandId: string
  readonly made?: 'by-hand' | 'for-posts' | undefined
  readonly text?: string | undefined
  readonly postId?: string | undefined
  /** The last id of the page before. */
  readonly cursor?: string | undefined
  readonly limit: number
}

/** The brand's links, newest first; every filter given must hold. */
export async function listLinks(needs: Needs & Pick<ShortNeeds, 'db'>, filter: LinkFilter): Promise<{ links: ShortLink[]; next?: string }> {
  const before = z.uuid().optional().safeParse(filter.cursor)
  if (!before.success) throw refuse(shortRefusals, 'BAD_CURSOR')
  const { made, postId, text = '', limit } = filter
  const rows = await linksOf(needs.db, filter.workspaceId)
    .where('link.brand_id', '=', filter.brandId)
    .$if(made !== undefined, (query) => query.where('link.delivery_id', made === 'by-hand' ? 'is' : 'is not', null))
    .$if(postId !== undefined, (query) => query.where('link.post_id', '=', postId ?? null))
    .$if(text !== '', (query) => query.where(sql<boolean>`(link.title || ' ' || link.target || ' ' || link.code) ilike ${anywhere(text)}`))
    .$if(before.data !== undefined, (query) => query.where('link.id', '<', before.data ?? ''))
    .orderBy('link.id', 'desc')
    .limit(limit + 1)
    .execute()
  const links = rows.slice(0, limit).map((row) => toLink(needs, row))
  const last = links.at(-1)
  return rows.length > limit && last ? { links, next: last.id } : { links }
}

function linksOf(db: Db, workspaceId: string) {
  return db
    .selectFrom('links.link as link')
    .leftJoin('links.total as total', (join) =>
      join.onRef('total.workspace_id', '=', 'link.workspace_id').onRef('total.link_id', '=', 'link.id'),
    )
    .selectAll('link')
    .select(['total.persons', 'total.uniques', 'total.bots', 'total.previews', 'total.prefetches'])
    .where('link.workspace_id', '=', workspaceId)
    .where('link.removed_at', 'is', null)
}

type Counted = { [Name in 'persons' | 'uniques' | 'bots' | 'previews' | 'prefetches']: Selectable<TotalTable>[Name] | null }

function toLink({ publicUrl }: Needs, row: Selectable<LinkTable> & Counted): ShortLink {
  const utm = Utm.parse(row.utm)
  const optional = {
    expiresAt: row.expires_at?.toISOString(),
    campaignId: row.campaign_id ?? undefined,
    network: row.network ?? undefined,
    postId: row.post_id ?? undefined,
    deliveryId: row.delivery_id ?? undefined,
    accountId: row.account_id ?? undefined,
    createdBy: row.created_by_name ?? undefined,
  }
  return {
    id: row.id,
    brandId: row.brand_id,
    url: shortUrl(publicUrl, row),
    title: row.title,
    target: row.target,
    utm,
    address: withUtm(row.target, utm),
    createdAt: row.created_at.toISOString(),
    clicks: {
      persons: row.persons ?? 0,
      uniques: row.uniques ?? 0,
      bots: row.bots ?? 0,
      previews: row.previews ?? 0,
      prefetches: row.prefetches ?? 0,
    },
    ...optional,
  }
}
