import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { brandOf, type Call, change } from '#modules/teams'

import { type Folder, mediaRefusals } from './contract.ts'
import { holdFolder, holdTree, listFolders, most, pathOf, readFolder, underOwnName } from './folders.ts'
import type { MediaNeeds } from './needs.ts'

export function createFolder(
  { db }: Pick<MediaNeeds, 'db'>,
  call: Call,
  { brandId, name, parentId }: { brandId: string; name: string; parentId?: string | undefined },
): Promise<Folder> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    await brandOf(tx, { workspaceId, brandId })
    await holdTree(tx, { workspaceId, brandId })
    if ((await listFolders(tx, { workspaceId, brandId })).length >= most.folders) throw refuse(mediaRefusals, 'TOO_MANY_FOLDERS')
    if (parentId) {
      await holdFolder(tx, { workspaceId, brandId, folderId: parentId })
      if ((await pathOf(tx, { workspaceId, folderId: parentId })).length >= most.deep) throw refuse(mediaRefusals, 'TOO_MANY_FOLDERS')
    }
    const id = uuidv7()
    await underOwnName(() =>
      tx
        .insertInto('media.folder')
        .values({ workspace_id: workspaceId, id, brand_id: brandId, parent_id: parentId ?? null, name })
        .execute(),
    )
    const folder = await readFolder(tx, { workspaceId, folderId: id })
    return { value: folder, subject: { kind: 'folder', id }, detail: { name }, topics: ['media'] }
  })
}
