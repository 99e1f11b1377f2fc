import { refuse } from '#kit/errors'
import { type Call, change } from '#modules/teams'

import { type Folder, mediaRefusals } from './contract.ts'
import { depthOf, holdFolder, holdTree, most, pathOf, readFolder, underOwnName } from './folders.ts'
import type { MediaNeeds } from './needs.ts'

interface Wanted {
  readonly folderId: string
  readonly name?: string | undefined
  readonly parentId?: string | null | undefined
}

/** Renames or moves; what is not given stays. */
export function changeFolder({ db }: Pick<MediaNeeds, 'db'>, call: Call, { folderId, name, parentId }: Wanted): Promise<Folder> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    const { brandId, ...before } = await readFolder(tx, { workspaceId, folderId })
    await holdTree(tx, { workspaceId, brandId })
    if (parentId) {
      await holdFolder(tx, { workspaceId, brandId, folderId: parentId })
      const above = await pathOf(tx, { workspaceId, folderId: parentId })
      if (above.includes(folderId)) throw refuse(mediaRefusals, 'FOLDER_IN_ITSELF')
      if (above.length + (await depthOf(tx, { workspaceId, folderId })) > most.deep) throw refuse(mediaRefusals, 'TOO_MANY_FOLDERS')
    }
    await underOwnName(() =>
      tx
        .updateTable('media.folder')
        .set({ name: name ?? before.name, parent_id: parentId === undefined ? (before.parentId ?? null) : parentId })
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', folderId)
        .execute(),
    )
    const folder = await readFolder(tx, { workspaceId, folderId })
    return {
      value: folder,
      subject: { kind: 'folder', id: folderId },
      detail: { name: folder.name },
      before: said(before),
      after: said(folder),
      topics: ['media'],
    }
  })
}

function said({ name, parentId }: Pick<Folder, 'name' | 'parentId'>) {
  return { name, parentId: parentId ?? null }
}
