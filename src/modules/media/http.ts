import { implement } from '@orpc/server'

import { refuse } from '#kit/errors'
import { atTheDoor, type CallContext } from '#modules/teams'

import { addImage } from './add-image.ts'
import { media, mediaRefusals } from './contract.ts'
import { describeMedia } from './describe-media.ts'
import { maxUploadBytes } from './image-kind.ts'
import { listMedia, readMedia } from './items.ts'
import type { MediaNeeds } from './needs.ts'
import { removeMedia } from './remove-media.ts'

export function mediaRouter(needs: MediaNeeds) {
  const api = implement(media).$context<CallContext>().use(atTheDoor)
  return {
    upload: api.upload.handler(async ({ context, input: { brandId, file } }) => {
      // Before its bytes are in memory a second time.
      if (file.size > maxUploadBytes) throw refuse(mediaRefusals, 'IMAGE_TOO_LARGE')
      return addImage(needs, context.call, { brandId, fileName: file.name, bytes: await file.bytes() })
    }),
    list: api.list.handler(({ context, input }) => listMedia(needs.db, { ...input, workspaceId: context.call.acting.workspaceId })),
    get: api.get.handler(({ context, input }) => readMedia(needs.db, { ...input, workspaceId: context.call.acting.workspaceId })),
    describe: api.describe.handler(({ context, input }) => describeMedia(needs, context.call, input)),
    remove: api.remove.handler(({ context, input }) => removeMedia(needs, context.call, input)),
  }
}
