import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, Instant, type RefusalKind } from '#kit/contract'

import { renditions } from './renditions-contract.ts'

export const mediaRefusals = {
  ...commonRefusals,
  NOT_AN_IMAGE: {
    status: 422,
    message: 'This file is not a complete JPEG, PNG, WebP, GIF, AVIF or HEIC image. Export it again and add the new file.',
  },
  IMAGE_TOO_LARGE: {
    status: 422,
    message: 'This image is too large: it may have at most 30 MB and 100 megapixels. Make it smaller and add it again.',
  },
  NOT_MEDIA: {
    status: 422,
    message:
      'This file is none that can be posted: add an image, a video (MP4, MOV, WebM), a PDF, DOCX or PPTX document, or SRT or VTT captions.',
  },
  SVG: { status: 422, message: 'SVG drawings can carry programs, so they are not taken. Export the drawing as PNG and add that.' },
  PLAYLIST: { status: 422, message: 'This is a playlist that points at other files. Add the video itself.' },
  NOT_A_VIDEO: { status: 422, message: 'This is no video that can be read here. Export it as MP4 and add the new file.' },
  VIDEO_BROKEN: {
    status: 422,
    message: 'This video cannot be read: it is cut off or damaged. Export it again as MP4 and add the new file.',
  },
  VIDEO_PROTECTED: { status: 422, message: 'This video is locked against copying. Add one without a lock.' },
  VIDEO_TOO_LARGE: {
    status: 422,
    message: 'This video is larger than 8192 pixels a side or longer than twelve hours. Export it smaller and add it again.',
  },
  NOT_A_DOCUMENT: { status: 422, message: 'This document cannot be read: it is cut off or damaged. Export it again and add the new file.' },
  DOCUMENT_TOO_LARGE: {
    status: 422,
    message: 'This document is too large: it may have at most 100 MB and 1,000 pages. Split it or export it smaller, then add it again.',
  },
  DOCUMENT_LOCKED: { status: 422, message: 'This document asks for a password. Save it without one and add it again.' },
  DOCUMENT_WITH_PROGRAMS: {
    status: 422,
    message: 'This document carries macros, so it is not taken. Save it without them and add it again.',
  },
  NOT_CAPTIONS: {
    status: 422,
    message: 'These captions cannot be read. Each needs a time such as 00:00:01,000 --> 00:00:04,000 that ends after it begins.',
  },
  TOO_SLOW: {
    status: 422,
    message: 'This file takes too long to read. Make it smaller or export it again, then add it again.',
  },
  FILE_TOO_LARGE: { status: 413, message: 'This file is too large: at most 8 GB are accepted. Export it smaller and add it again.' },
  UPLOAD_OVER: { status: 410, message: 'This upload is no longer here: it was stopped, or nothing came for a day. Add the file again.' },
  TOO_MANY_UPLOADS: { status: 429, message: 'Fifty of your uploads are unfinished. Finish or stop some, then add more.' },
  NO_SPACE: {
    status: 507,
    message: 'The server’s disk is full, so the file was not kept. Ask the person who runs Hearth to make room, then add it again.',
  },
  IN_USE: { status: 409, message: 'A draft or planned post uses this file. Remove it there first.' },
  NAME_TAKEN: { status: 409, message: 'There is already one with this name. Choose another name, or use the one that is there.' },
  FOLDER_NOT_EMPTY: {
    status: 409,
    message: 'There is something in this folder. Move it out first, or delete the folder so that its contents move up.',
  },
  FOLDER_IN_ITSELF: { status: 422, message: 'A folder cannot be moved into itself. Choose another place.' },
  TOO_MANY_TAGS: { status: 422, message: 'An item has at most 30 tags. Take some away first.' },
  TOO_MANY_FOLDERS: { status: 409, message: 'A brand has at most 500 folders, ten deep. Delete some that nobody uses any more.' },
} as const satisfies Record<string, RefusalKind>

export const MediaKind = z.enum(['image', 'video', 'document', 'captions'])
export type MediaKind = z.output<typeof MediaKind>

const Tag = z.string().trim().min(1).max(40)

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

/** A post that shows the item. */
export const MediaUse = z.object({
  postId: z.uuid(),
  firstLine: z.string(),
  state: z.enum(['draft', 'scheduled', 'sending', 'published', 'attention', 'taken-down', 'cancelled']),
  /** When it went live or is planned to; absent for drafts. */
  at: Instant.optional(),
})
export type MediaUse = z.output<typeof MediaUse>

/** What became of each of several, in the order asked: one that was refused holds up no other. */
const Results = z.object({
  results: z.array(
    z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), mediaId: z.uuid() }),
      z.object({ ok: z.literal(false), mediaId: z.uuid(), code: z.string(), message: z.string() }),
    ]),
  ),
})
export type MediaResults = z.output<typeof Results>

const Removed = z.object({ removed: z.literal(true) })
const FolderName = z.string().trim().min(1).max(80)
const Ids = z.array(z.uuid()).min(1).max(200)
const Tags = z.array(Tag).max(30)

export const media = {
  ...renditions,
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
    .output(Removed),
  list: asks('media.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/media', summary: 'The brand’s library, newest first; every filter given must hold' })
    .input(
      z.object({
        brandId: z.uuid(),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(40),
        /** Words of name, title, alternative text, tags and rights holder. */
        text: z.string().trim().max(200).optional(),
        kinds: z.array(MediaKind).optional(),
        /** What lies in this folder itself; `top` for what lies in none. Absent: everywhere. */
        folder: z.union([z.uuid(), z.literal('top')]).optional(),
        tags: Tags.optional(),
        /** Only what may not be published any more, or will not within 30 days. */
        expiring: z.stringbool().or(z.boolean()).optional(),
      }),
    )
    .output(z.object({ items: z.array(MediaItem), next: z.string().optional() })),
  get: asks('media.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/media/{mediaId}', summary: 'One item of the library' })
    .errors(mediaRefusals)
    .input(z.object({ mediaId: z.uuid() }))
    .output(MediaItem),
  usage: asks('media.read', 'reads')
    .route({ method: 'GET', path: '/media/{mediaId}/usage', summary: 'The posts that show it, newest first' })
    .errors(mediaRefusals)
    .input(z.object({ mediaId: z.uuid() }))
    .output(z.array(MediaUse)),
  similar: asks('media.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/media/{mediaId}/similar', summary: 'Pictures of the brand that look almost the same' })
    .errors(mediaRefusals)
    .input(z.object({ mediaId: z.uuid() }))
    .output(z.array(MediaItem)),
  describe: asks('media.write', 'changes', 'accounts')
    .route({
      method: 'PATCH',
      path: '/media/{mediaId}',
      summary: 'Change what is given: alternative text, title, tags, rights; `null` takes the expiry away',
    })
    .errors(mediaRefusals)
    .input(
      z.object({
        mediaId: z.uuid(),
        alt: z.string().max(2000).optional(),
        title: z.string().trim().max(200).optional(),
        tags: Tags.optional(),
        holder: z.string().trim().max(200).optional(),
        licence: z.string().trim().max(200).optional(),
        expiresAt: Instant.nullable().optional(),
      }),
    )
    .output(MediaItem),
  remove: asks('media.write', 'changes')
    .route({ method: 'DELETE', path: '/media/{mediaId}', summary: 'Remove what no draft or planned post uses' })
    .errors(mediaRefusals)
    .input(z.object({ mediaId: z.uuid() }))
    .output(Removed),
  moveMany: asks('media.write', 'changes')
    .route({ method: 'POST', path: '/media/move', summary: 'Move several items into a folder; `null` is the top' })
    .errors(mediaRefusals)
    .input(z.object({ mediaIds: Ids, folderId: z.uuid().nullable() }))
    .output(Results),
  tagMany: asks('media.write', 'changes')
    .route({ method: 'POST', path: '/media/tag', summary: 'Add tags to several items, and take others away' })
    .errors(mediaRefusals)
    .input(z.object({ mediaIds: Ids, add: Tags.default([]), remove: Tags.default([]) }))
    .output(Results),
  removeMany: asks('media.write', 'changes')
    .route({ method: 'POST', path: '/media/remove', summary: 'Remove several items, each by itself' })
    .errors(mediaRefusals)
    .input(z.object({ mediaIds: Ids }))
    .output(Results),
  tags: asks('media.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/media/tags', summary: 'Tags of the brand’s library and how often each is used' })
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(z.object({ tag: z.string(), items: z.int() }))),
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
    .output(Removed),
}
