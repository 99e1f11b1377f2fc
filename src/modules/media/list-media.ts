import { type SelectQueryBuilder, sql } from 'kysely'
import { z } from 'zod'

import { commonRefusals } from '#kit/contract'
import type { Db, Tables } from '#kit/database'
import { refuse } from '#kit/errors'
import { anywhere, wordsIn } from '#kit/words'

import type { MediaItem } from './contract.ts'
import { toItem } from './items.ts'
import type { MediaNeeds } from './needs.ts'

export interface MediaFilter {
  readonly workspaceId: string
  readonly brandId: string
  readonly text?: string | undefined
  readonly kinds?: readonly MediaItem['kind'][] | undefined
  readonly folder?: string | undefined
  readonly tags?: readonly string[] | undefined
  readonly expiring?: boolean | undefined
  /** The last id of the page before. */
  readonly cursor?: string | undefined
  readonly limit: number
}

/** The brand's library, newest first; every filter given must hold. */
export async function listMedia(
  { db, clock }: Pick<MediaNeeds, 'db' | 'clock'>,
  filter: MediaFilter,
): Promise<{ items: MediaItem[]; next?: string }> {
  const before = z.uuid().optional().safeParse(filter.cursor)
  if (!before.success) throw refuse(commonRefusals, 'BAD_CURSOR')
  const soon = clock
    .now()
    .add({ hours: daysAhead * 24 })
    .toString()
  const rows = await filtered(itemsOf(db, filter), filter)
    .$if(filter.expiring === true, (query) => query.where('expires_at', '<', sql<Date>`${soon}::timestamptz`))
    .$if(before.data !== undefined, (query) => query.where('id', '<', before.data ?? ''))
    .orderBy('id', 'desc')
    .limit(filter.limit + 1)
    .execute()
  const items = rows.slice(0, filter.limit).map(toItem)
  const last = items.at(-1)
  return rows.length > filter.limit && last ? { items, next: last.id } : { items }
}

/** Rights that end within this time are worth a look. */
const daysAhead = 30

function itemsOf(db: Db, { workspaceId, brandId }: MediaFilter) {
  return db.selectFrom('media.item').selectAll().where('workspace_id', '=', workspaceId).where('brand_id', '=', brandId)
}

function filtered<Row>(rows: SelectQueryBuilder<Tables, 'media.item', Row>, { kinds, folder, tags, text }: MediaFilter) {
  const query = rows
    .$if(kinds !== undefined && kinds.length > 0, (of) => of.where('kind', 'in', [...(kinds ?? [])]))
    .$if(folder === 'top', (of) => of.where('folder_id', 'is', null))
    .$if(folder !== undefined && folder !== 'top', (of) => of.where('folder_id', '=', folder ?? null))
    .$if(tags !== undefined && tags.length > 0, (of) => of.where(sql<boolean>`tags @> ${[...(tags ?? [])]}::text[]`))
  return wordsIn((text ?? '').toLowerCase()).reduce((of, word) => of.where('words', 'like', anywhere(word)), query)
}

/** Tags of the brand's library, by how often each is used. */
export async function listTags(
  db: Db,
  { workspaceId, brandId }: { workspaceId: string; brandId: string },
): Promise<{ tag: string; items: number }[]> {
  const { rows } = await sql<{ tag: string; items: number }>`
    select tag, count(*)::int as items from media.item, unnest(tags) as tag
    where workspace_id = ${workspaceId} and brand_id = ${brandId}
    group by tag order by count(*) desc, tag limit 500`.execute(db)
  return rows
}

/** Pictures and films of the brand that look almost the same as this one, the nearest first. */
export async function similarMedia(db: Db, { workspaceId, mediaId }: { workspaceId: string; mediaId: string }): Promise<MediaItem[]> {
  const of = await db
    .selectFrom('media.item')
    .select(['brand_id', 'looks'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', mediaId)
    .executeTakeFirst()
  // One colour all over looks like every other colour all over.
  if (!of?.looks || !of.looks.includes('1')) return []
  const apart = sql<number>`bit_count(looks # ${of.looks}::bit(64))`
  const rows = await db
    .selectFrom('media.item')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', of.brand_id)
    .where('id', '<>', mediaId)
    .where(apart, '<=', mostApart)
    .orderBy(apart)
    .orderBy('id', 'desc')
    .limit(12)
    .execute()
  return rows.map(toItem)
}

/** Of 64 bits: what scaling, mild colours and compression change, and what two different pictures hardly ever share. */
const mostApart = 5
