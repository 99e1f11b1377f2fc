import { z } from 'zod'

import { Instant } from '#kit/contract'

export const MediaKind = z.enum(['image', 'video', 'document', 'captions'])
export type MediaKind = z.output<typeof MediaKind>

/** Who owns a file and until when it may be shown. Empty where nobody said. */
export const Rights = z.object({
  holder: z.string(),
  licence: z.string(),
  /** From then on it may not be published any more. */
  expiresAt: Instant.optional(),
})
export type Rights = z.output<typeof Rights>

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
    /** How many frames it has, where it moves and that is known. */
    frames: z.int().optional(),
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
