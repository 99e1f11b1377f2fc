import type { Selectable } from 'kysely'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import { publishingRefusals } from '../contract.ts'
import type { CategoryTable } from '../tables.ts'

export type CategoryRow = Selectable<CategoryTable>

/** The category, held until the transaction ends: before any post of it is. */
export async function lockCategory(tx: Tx, { workspaceId, categoryId }: { workspaceId: string; categoryId: string }): Promise<CategoryRow> {
  const category = await tx
    .selectFrom('publishing.category')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', categoryId)
    .forUpdate()
    .executeTakeFirst()
  if (!category) throw refuse(publishingRefusals, 'NOT_FOUND')
  return category
}

/** The same by a kept post of it. */
export async function lockCategoryOf(tx: Tx, { workspaceId, keptId }: { workspaceId: string; keptId: string }): Promise<CategoryRow> {
  const kept = await tx
    .selectFrom('publishing.kept_post')
    .select('category_id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', keptId)
    .executeTakeFirst()
  if (!kept) throw refuse(publishingRefusals, 'NOT_FOUND')
  return lockCategory(tx, { workspaceId, categoryId: kept.category_id })
}
