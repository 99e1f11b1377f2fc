import { z } from 'zod'

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
const Share = z.number().min(0).max(1)
export const Fit = z.object({
  maxSide: z.int().positive(),
  maxBytes: z.int().positive(),
  mimeTypes: z.array(z.string()),
  /** Width by height; what lies outside is cropped around the focus. */
  ratio: z.object({ min: z.number().positive(), max: z.number().positive() }).optional(),
  focus: z.object({ x: Share, y: Share }).optional(),
})
export type Fit = z.output<typeof Fit>
export const Picture = z.object({ bytes: Bytes, mimeType: z.string(), width: z.int(), height: z.int() })
export type Picture = z.output<typeof Picture>

/** An uploaded picture as it is kept. */
export const Images = z.object({
  original: Picture,
  /** The first frame, of what moves. */
  still: Picture.optional(),
  /** How many, of what moves. */
  frames: z.int().optional(),
  /** A small WebP. */
  thumb: Bytes,
  /** 64 bits as zeros and ones; pictures that look almost the same differ in few. */
  looks: z.string().length(64),
})
export type Images = z.output<typeof Images>

/** What a document says of itself, and a sheet drawn for it as a small WebP. */
export const DocumentFacts = z.object({ mimeType: z.string(), pages: z.int().optional(), title: z.string().optional(), thumb: Bytes })
export type DocumentFacts = z.output<typeof DocumentFacts>

/** Captions as UTF-8, and a picture drawn for them as a small WebP. */
export const Captions = z.object({ bytes: Bytes, mimeType: z.string(), thumb: Bytes })
export type Captions = z.output<typeof Captions>

/** What the limited process is asked for: a small file comes as its bytes, a large one by its path. */
export const Work = z.discriminatedUnion('do', [
  z.object({ do: z.literal('clean'), bytes: Bytes, heic: z.boolean() }),
  z.object({
    do: z.literal('fit'),
    /** Names the picture. */
    key: z.string(),
    /** Absent where the process holds it. */
    bytes: Bytes.optional(),
    rules: z.array(Fit),
  }),
  z.object({ do: z.literal('document'), path: z.string(), kind: z.enum(['pdf', 'office']) }),
  z.object({ do: z.literal('captions'), bytes: Bytes }),
])
export type Work = z.output<typeof Work>

export const Trouble = z.enum([
  'NOT_AN_IMAGE',
  'IMAGE_TOO_LARGE',
  'TOO_SLOW',
  'NOT_A_DOCUMENT',
  'DOCUMENT_TOO_LARGE',
  'DOCUMENT_LOCKED',
  'DOCUMENT_WITH_PROGRAMS',
  'NOT_MEDIA',
  'NOT_CAPTIONS',
])
export type Trouble = z.output<typeof Trouble>

export const Done = z.union([
  Images,
  z.object({ pictures: z.array(z.union([Picture, z.object({ failed: z.string() })])) }),
  z.object({ document: DocumentFacts }),
  z.object({ captions: Captions }),
  z.object({ trouble: Trouble }),
])
export type Done = z.output<typeof Done>

/** What the process answers. `leaving`: it takes no more work. */
export const Answer = z.object({ done: Done, leaving: z.boolean() })
