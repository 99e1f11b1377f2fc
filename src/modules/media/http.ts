import { implement } from '@orpc/server'

import { refuse } from '#kit/errors'
import { atTheDoor, type Call, type CallContext } from '#modules/teams'

import { addBytes } from './add-file.ts'
import { changeFolder } from './change-folder.ts'
import { media, mediaRefusals } from './contract.ts'
import { createFolder } from './create-folder.ts'
import { describeMedia } from './describe-media.ts'
import { listFolders } from './folders.ts'
import { readMedia } from './items.ts'
import { listMedia, listTags, similarMedia } from './list-media.ts'
import { eachMedia } from './many-media.ts'
import { moveMedia } from './move-media.ts'
import type { MediaNeeds } from './needs.ts'
import { removeFolder } from './remove-folder.ts'
import { removeMedia } from './remove-media.ts'
import { cancelRendition, retryRendition } from './rendition-change.ts'
import { listRenditions } from './rendition-list.ts'
import { tagMedia } from './tag-media.ts'
import { maxImageBytes } from './take-in.ts'
import { listUploads, stopUpload } from './uploads.ts'

export function mediaRouter(needs: MediaNeeds) {
  const { db } = needs
  const api = implement(media).$context<CallContext>().use(atTheDoor)
  return {
    upload: api.upload.handler(async ({ context, input: { brandId, file, folderId } }) => {
      // Before its bytes are in memory a second time.
      if (file.size > maxImageBytes) throw refuse(mediaRefusals, 'IMAGE_TOO_LARGE')
      return addBytes(needs, context.call, { brandId, folderId, fileName: file.name, bytes: await file.bytes() })
    }),
    uploads: api.uploads.handler(({ context, input }) => {
      const { workspaceId, memberId } = context.call.acting
      return listUploads(db, { ...input, workspaceId, memberId })
    }),
    stopUpload: api.stopUpload.handler(({ context, input }) => stopUpload(needs, context.call, input)),
    list: api.list.handler(({ context, input }) => listMedia(needs, { ...input, ...of(context.call) })),
    get: api.get.handler(({ context, input }) => readMedia(db, { ...input, ...of(context.call) })),
    usage: api.usage.handler(async ({ context, input }) => {
      await readMedia(db, { ...input, ...of(context.call) })
      return needs.uses(db, { ...input, ...of(context.call) })
    }),
    similar: api.similar.handler(({ context, input }) => similarMedia(db, { ...input, ...of(context.call) })),
    describe: api.describe.handler(({ context, input }) => describeMedia(needs, context.call, input)),
    remove: api.remove.handler(({ context, input }) => removeMedia(needs, context.call, input)),
    moveMany: api.moveMany.handler(({ context, input: { mediaIds, folderId } }) =>
      eachMedia(mediaIds, (mediaId) => moveMedia(needs, oneOf(context.call), { mediaId, folderId })),
    ),
    tagMany: api.tagMany.handler(({ context, input: { mediaIds, add, remove } }) =>
      eachMedia(mediaIds, (mediaId) => tagMedia(needs, oneOf(context.call), { mediaId, add, remove })),
    ),
    removeMany: api.removeMany.handler(({ context, input: { mediaIds } }) =>
      eachMedia(mediaIds, (mediaId) => removeMedia(needs, oneOf(context.call), { mediaId })),
    ),
    tags: api.tags.handler(({ context, input }) => listTags(db, { ...input, ...of(context.call) })),
    folders: api.folders.handler(({ context, input }) => listFolders(db, { ...input, ...of(context.call) })),
    createFolder: api.createFolder.handler(({ context, input }) => createFolder(needs, context.call, input)),
    changeFolder: api.changeFolder.handler(({ context, input }) => changeFolder(needs, context.call, input)),
    renditions: api.renditions.handler(({ context, input }) => listRenditions(db, { ...input, ...of(context.call) })),
    cancelRendition: api.cancelRendition.handler(({ context, input }) => cancelRendition(needs, context.call, input)),
    retryRendition: api.retryRendition.handler(({ context, input }) => retryRendition(needs, context.call, input)),
    removeFolder: api.removeFolder.handler(({ context, input }) => removeFolder(needs, context.call, input)),
  }
}

function of(call: Call): { workspaceId: string } {
  return { workspaceId: call.acting.workspaceId }
}

/** Each of several is a change of its own; a repeated call finds them done. */
function oneOf({ acting, path, input }: Call): Call {
  return { acting, path, input }
}
