import { z } from 'zod'

import { asks } from '#contract/teams'
import { Instant } from '#kit/contract'

import { folders } from './folders-contract.ts'
import { MediaItem, MediaKind } from './item-contract.ts'
import { mediaRefusals } from './refusals-contract.ts'
import { renditions } from './renditions-contract.ts'
import { uploads } from './uploads-contract.ts'

export type { Folder } from './folders-contract.ts'
export * from './item-contract.ts'
export * from './refusals-contract.ts'
export type { Upload } from './uploads-contract.ts'

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
const Ids = z.array(z.uuid()).min(1).max(200)
const Tags = z.array(z.string().trim().min(1).max(40)).max(30)

export const media = {
  ...uploads,
  ...folders,
  ...renditions,
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
}
