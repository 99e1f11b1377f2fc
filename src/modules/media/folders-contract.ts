import { z } from 'zod'

import { asks } from '#contract/teams'

import { mediaRefusals } from './refusals-contract.ts'

export const Folder = z.object({
  id: z.uuid(),
  brandId: z.uuid(),
  /** Absent at the top. */
  parentId: z.uuid().optional(),
  name: z.string(),
  /** How many items lie in it, those in its folders not counted. */
  items: z.int(),
})
export type Folder = z.output<typeof Folder>

const FolderName = z.string().trim().min(1).max(80)

/** Procedures of the module `media` about folders of the library. */
export const folders = {
  folders: asks('media.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/media/folders', summary: 'Folders of the brand’s library, by name' })
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(Folder)),
  createFolder: asks('media.write', 'creates')
    .route({ method: 'POST', path: '/media/folders', summary: 'Create a folder' })
    .errors(mediaRefusals)
    .input(z.object({ brandId: z.uuid(), name: FolderName, parentId: z.uuid().optional() }))
    .output(Folder),
  changeFolder: asks('media.write', 'changes')
    .route({ method: 'PATCH', path: '/media/folders/{folderId}', summary: 'Rename a folder or move it into another; `null` is the top' })
    .errors(mediaRefusals)
    .input(z.object({ folderId: z.uuid(), name: FolderName.optional(), parentId: z.uuid().nullable().optional() }))
    .output(Folder),
  removeFolder: asks('media.write', 'changes')
    .route({
      method: 'DELETE',
      path: '/media/folders/{folderId}',
      summary: 'Delete an empty folder, or with `up` one whose contents move to the folder above',
    })
    .errors(mediaRefusals)
    .input(z.object({ folderId: z.uuid(), up: z.stringbool().or(z.boolean()).default(false) }))
    .output(z.object({ removed: z.literal(true) })),
}
