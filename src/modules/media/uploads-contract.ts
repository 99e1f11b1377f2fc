import { z } from 'zod'

import { asks } from '#contract/teams'
import { Instant } from '#kit/contract'

import { MediaItem } from './item-contract.ts'
import { mediaRefusals } from './refusals-contract.ts'

/** A file on its way into the library. `reading`: all of it is here and is being looked through. */
export const Upload = z.object({
  id: z.uuid(),
  fileName: z.string(),
  bytes: z.int(),
  received: z.int(),
  state: z.enum(['receiving', 'reading', 'added', 'refused']),
  /** Of what was added. */
  mediaId: z.uuid().optional(),
  /** The library had this very file already. */
  already: z.boolean(),
  /** Why it was refused: a code of this contract. */
  code: z.string().optional(),
  createdAt: Instant,
})
export type Upload = z.output<typeof Upload>

/** Procedures of the module `media` that bring files into the library. */
export const uploads = {
  upload: asks('media.write', 'creates', 'accounts')
    .route({
      method: 'POST',
      path: '/media',
      summary:
        'Add a file of at most 30 MB (multipart/form-data with brandId and file); larger ones come in pieces, by tus at /api/uploads',
    })
    .errors(mediaRefusals)
    .input(z.object({ brandId: z.uuid(), file: z.file(), folderId: z.uuid().optional() }))
    .output(MediaItem),
  uploads: asks('media.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/media/uploads', summary: 'My uploads of the last day that are on their way or were not seen through' })
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(Upload)),
  stopUpload: asks('media.write', 'changes', 'accounts')
    .route({ method: 'DELETE', path: '/media/uploads/{uploadId}', summary: 'Stop an upload, or put away what one that is over left' })
    .errors(mediaRefusals)
    .input(z.object({ uploadId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
}
