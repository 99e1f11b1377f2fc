import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, Instant, type RefusalKind } from '#kit/contract'

export const mediaRefusals = {
  ...commonRefusals,
  NOT_AN_IMAGE: { status: 422, message: 'This file is not a complete JPEG, PNG, WebP or GIF image. Export it again and add the new file.' },
  IMAGE_TOO_LARGE: {
    status: 422,
    message: 'This image is too large: it may have at most 30 MB and 100 megapixels. Make it smaller and add it again.',
  },
  HEIC: {
    status: 422,
    message: 'HEIC pictures cannot be read here. Export the photo as JPEG, or set the camera to Most Compatible, and add it again.',
  },
  TOO_SLOW: {
    status: 422,
    message: 'This file takes too long to read. Make the image smaller or export it as JPEG, then add it again.',
  },
  ANIMATED: { status: 422, message: 'Animated images cannot be posted as pictures. Add a still image.' },
  NO_SPACE: {
    status: 507,
    message: 'The server’s disk is full, so the file was not kept. Ask the person who runs Hearth to make room, then add it again.',
  },
  IN_USE: { status: 409, message: 'A draft or planned post uses this image. Remove it there first.' },
} as const satisfies Record<string, RefusalKind>

/** Who owns a file and until when it may be shown. Empty where nobody said. */
const Rights = z.object({
  holder: z.string(),
  licence: z.string(),
  /** From then on it may not be published any more. */
  expiresAt: Instant.optional(),
})

const facts = {
  id: z.uuid(),
  brandId: z.uuid(),
  fileName: z.string(),
  mimeType: z.string(),
  bytes: z.int(),
  /** In pixels, after orientation; 0 where there is no picture (documents, captions). */
  width: z.int(),
  height: z.int(),
  alt: z.string(),
  /** What people call it; the file's name without its ending where nobody said. */
  title: z.string(),
  /** Absent at the top of the library. */
  folderId: z.uuid().optional(),
  tags: z.array(z.string()),
  rights: Rights,
  url: z.string(),
  /** A small WebP; of a document, a sheet drawn for it. */
  thumbUrl: z.string(),
  createdAt: Instant,
}

/** Something in the brand's library. The addresses are for signed-in members only. */
export const MediaItem = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('image'),
    ...facts,
    /** It moves: the file is a GIF, and its first frame serves where a still one is wanted. */
    animated: z.boolean(),
  }),
  z.object({
    kind: z.literal('video'),
    ...facts,
    seconds: z.number(),
    framesPerSecond: z.number(),
    videoCodec: z.string(),
    /** Absent where the film is silent. */
    audioCodec: z.string().optional(),
    /** A still of it, as JPEG. */
    posterUrl: z.string(),
  }),
  z.object({
    kind: z.literal('document'),
    ...facts,
    /** Absent where the file does not tell. */
    pages: z.int().optional(),
  }),
  z.object({ kind: z.literal('captions'), ...facts }),
])
export type MediaItem = z.output<typeof MediaItem>

export const media = {
  upload: asks('media.write', 'creates')
    .route({ method: 'POST', path: '/media', summary: 'Add an image (multipart/form-data with brandId and file)' })
    .errors(mediaRefusals)
    .input(z.object({ brandId: z.uuid(), file: z.file() }))
    .output(MediaItem),
  list: asks('media.read', 'reads')
    .route({ method: 'GET', path: '/media', summary: 'Images of the brand, newest first' })
    .input(
      z.object({ brandId: z.uuid(), cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(100).default(40) }),
    )
    .output(z.object({ items: z.array(MediaItem), next: z.string().optional() })),
  get: asks('media.read', 'reads')
    .route({ method: 'GET', path: '/media/{mediaId}', summary: 'One image' })
    .errors(mediaRefusals)
    .input(z.object({ mediaId: z.uuid() }))
    .output(MediaItem),
  describe: asks('media.write', 'changes')
    .route({ method: 'PATCH', path: '/media/{mediaId}', summary: 'Write the image’s alternative text, used for new posts' })
    .errors(mediaRefusals)
    .input(z.object({ mediaId: z.uuid(), alt: z.string().max(2000) }))
    .output(MediaItem),
  remove: asks('media.write', 'changes')
    .route({ method: 'DELETE', path: '/media/{mediaId}', summary: 'Remove an image that no draft or planned post uses' })
    .errors(mediaRefusals)
    .input(z.object({ mediaId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
}
