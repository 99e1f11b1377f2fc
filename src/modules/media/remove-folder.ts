import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { type Call, change } from '#modules/teams'

import { mediaRefusals } from './contract.ts'
import { holdTree, readFolder, underOwnName } from './folders.ts'
import type { MediaNeeds } from './needs.ts'

/** Deletes an empty folder; with `up`, what lies in it moves to the folder above. Nothing of the library is ever deleted by it. */
export function removeFolder(
  { db }: Pick<MediaNeeds, 'db'>,
  call: Call,
  { folderId, up }: { folderId: string; up: boolean },
): Promise<{ removed: true }> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    const folder = await readFolder(tx, { workspaceId, folderId })
    await holdTree(tx, { workspaceId, brandId: folder.brandId })
    await tx
      .selectFrom('media.folder')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', folderId)
      .forUpdate()
      .execute()
    if (up) await moveUp(tx, { workspaceId, folderId, to: folder.parentId ?? null })
    else if (await hasContents(tx, { workspaceId, folderId })) throw refuse(mediaRefusals, 'FOLDER_NOT_EMPTY')
    await tx.deleteFrom('media.folder').where('workspace_id', '=', workspaceId).where('id', '=', folderId).execute()
    return {
      value: { removed: true as const },
      subject: { kind: 'folder', id: folderId },
      detail: { name: folder.name },
      before: { name: folder.name, parentId: folder.parentId ?? null },
      topics: ['media'],
    }
  })
}

/** A folder whose name is taken above makes it refuse as NAME_TAKEN. */
async function moveUp(tx: Tx, { workspaceId, folderId, to }: { workspaceId: string; folderId: string; to: string | null }): Promise<void> {
  await tx
    .updateTable('media.item')
    .set({ folder_id: to })
    .where('workspace_id', '=', workspaceId)
    .where('folder_id', '=', folderId)
    .execute()
  await underOwnName(() =>
    tx
      .updateTable('media.folder')
      .set({ parent_id: to })
      .where('workspace_id', '=', workspaceId)
      .where('parent_id', '=', folderId)
      .execute(),
  )
}

async function hasContents(tx: Tx, { workspaceId, folderId }: { workspaceId: string; folderId: string }): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`select
    exists (select 1 from media.item where workspace_id = ${workspaceId} and folder_id = ${folderId})
    or exists (select 1 from media.folder where workspace_id = ${workspaceId} and parent_id = ${folderId}) as some`.execute(tx)
  return rows[0]?.some === true
}
