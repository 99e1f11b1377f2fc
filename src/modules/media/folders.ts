import { type Selectable, sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import { type Folder, mediaRefusals } from './contract.ts'
import type { FolderTable } from './tables.ts'

/** The brand's folders, by name, with how many items lie in each. */
export async function listFolders(db: Db | Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<Folder[]> {
  const rows = await folderRows(db, workspaceId)
    .where('folder.brand_id', '=', brandId)
    .orderBy(sql`lower(folder.name)`)
    .orderBy('folder.id')
    .execute()
  return rows.map(toFolder)
}

/** One folder of the workspace, or the refusal NOT_FOUND. */
export async function readFolder(db: Db | Tx, { workspaceId, folderId }: { workspaceId: string; folderId: string }): Promise<Folder> {
  const row = await folderRows(db, workspaceId).where('folder.id', '=', folderId).executeTakeFirst()
  if (!row) throw refuse(mediaRefusals, 'NOT_FOUND')
  return toFolder(row)
}

/** The brand's folder, kept from being deleted until the transaction ends; NOT_FOUND where it is none of the brand's. */
export async function holdFolder(
  tx: Tx,
  { workspaceId, brandId, folderId }: { workspaceId: string; brandId: string; folderId: string },
): Promise<void> {
  const held = await tx
    .selectFrom('media.folder')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('id', '=', folderId)
    .forKeyShare()
    .executeTakeFirst()
  if (!held) throw refuse(mediaRefusals, 'NOT_FOUND')
}

/** Does the writing that a name given twice in one place would break: the database keeps names apart, whoever comes at the same moment. */
export async function underOwnName<Value>(write: () => Promise<Value>): Promise<Value> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'folder_name') throw refuse(mediaRefusals, 'NAME_TAKEN')
    throw error
  }
}

/** How deep folders lie in one another, and how many a brand has. */
export const most = { deep: 10, folders: 500 }

/** The folder and all above it, the nearest first. */
export async function pathOf(tx: Tx, { workspaceId, folderId }: { workspaceId: string; folderId: string }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive above as (
      select id, parent_id, 1 as steps from media.folder where workspace_id = ${workspaceId} and id = ${folderId}
      union all
      select f.id, f.parent_id, above.steps + 1 from above join media.folder f on f.workspace_id = ${workspaceId} and f.id = above.parent_id
      where above.steps < 100
    ) select id from above order by steps`.execute(tx)
  return rows.map(({ id }) => id)
}

/** How many folders lie in one another below this one, itself counted. */
export async function depthOf(tx: Tx, { workspaceId, folderId }: { workspaceId: string; folderId: string }): Promise<number> {
  const { rows } = await sql<{ deep: number }>`
    with recursive below as (
      select id, 1 as steps from media.folder where workspace_id = ${workspaceId} and id = ${folderId}
      union all
      select f.id, below.steps + 1 from below join media.folder f on f.workspace_id = ${workspaceId} and f.parent_id = below.id
      where below.steps < 100
    ) select coalesce(max(steps), 0)::int as deep from below`.execute(tx)
  return rows[0]?.deep ?? 0
}

/** Changes to the brand's tree wait for one another, so that two moves cannot close a circle. */
export async function holdTree(tx: Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`media folders ${workspaceId} ${brandId}`}, 0))`.execute(tx)
}

function folderRows(db: Db | Tx, workspaceId: string) {
  return db
    .selectFrom('media.folder as folder')
    .selectAll('folder')
    .select(
      sql<number>`(select count(*) from media.item i where i.workspace_id = folder.workspace_id and i.folder_id = folder.id)`.as('items'),
    )
    .where('folder.workspace_id', '=', workspaceId)
}

function toFolder(row: Selectable<FolderTable> & { items: number }): Folder {
  return {
    id: row.id,
    brandId: row.brand_id,
    ...(row.parent_id === null ? {} : { parentId: row.parent_id }),
    name: row.name,
    items: row.items,
  }
}
