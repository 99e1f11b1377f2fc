import { type Selectable, sql } from 'kysely'

import type { Db } from '#kit/database'

import type { HashtagGroup } from './contract.ts'
import type { HashtagGroupTable } from './tables.ts'

/** The brand's groups of hashtags, by name. */
export async function listHashtagGroups(
  db: Db,
  { workspaceId, brandId }: { workspaceId: string; brandId: string },
): Promise<HashtagGroup[]> {
  const rows = await db
    .selectFrom('strategy.hashtag_group')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute()
  return rows.map(toHashtagGroup)
}

export function toHashtagGroup(row: Selectable<HashtagGroupTable>): HashtagGroup {
  return { id: row.id, brandId: row.brand_id, name: row.name, tags: row.tags }
}

/** Without their sign, each once whatever its case, as it was written first. */
export function plainTags(tags: readonly string[]): string[] {
  const bare = tags.map((tag) => tag.replace(/^[#＃]/u, ''))
  return [...Map.groupBy(bare, (tag) => tag.toLowerCase()).values()].flatMap(([first]) => first ?? [])
}
