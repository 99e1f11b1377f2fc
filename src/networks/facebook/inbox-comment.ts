import { z } from 'zod'

import { graphInstant } from '../graph-timeline.ts'
import type { AccountAccess, InboxAuthor, InboxItem, InboxMedia, InboxPost } from '../network.ts'
import { hostsOf } from './session.ts'

/** What is asked of a comment. */
export const commentFields = 'id,message,created_time,from,parent{id},is_hidden,permalink_url,attachment'

const fromSchema = z.object({ id: z.string(), name: z.string().optional() })

export const commentSchema = z.object({
  id: z.string(),
  message: z.string().optional(),
  created_time: graphInstant,
  /** Absent where the network does not say who it was. */
  from: fromSchema.optional(),
  parent: z.object({ id: z.string() }).optional(),
  is_hidden: z.boolean().optional(),
  permalink_url: z.string().optional(),
  attachment: z
    .object({
      type: z.string().optional(),
      url: z.string().optional(),
      media: z.object({ image: z.object({ src: z.string() }).optional(), source: z.string().optional() }).optional(),
    })
    .optional()
    .catch(undefined),
})
export type Comment = z.infer<typeof commentSchema>

/** Another time is given where the network told it at another one. */
type Heard = Pick<InboxItem, 'asOf' | 'editedAt'>

/** A comment as the inbox has it. Under one post every comment with its answers is a talk of its own. */
export function commentItem(
  comment: Comment,
  { about, access, heard = {} }: { about: InboxPost; access: AccountAccess; heard?: Heard },
): InboxItem {
  const { id, message = '', created_time: at, from, parent, is_hidden: hidden, permalink_url: url } = comment
  return {
    externalId: id,
    kind: about.author === undefined ? 'comment' : 'mention',
    thread: { externalId: parent?.id ?? id, about },
    author: authorOf(from, id),
    byUs: from?.id === access.externalId,
    text: message,
    media: mediaOf(comment),
    at,
    url: url ?? `${hostsOf(access).web}/${id}`,
    answers: parent?.id ?? about.externalId,
    hidden: hidden ?? false,
    answerTo: { on: parent?.id ?? id, comment: id, from: from?.id ?? '' },
    ...heard,
  }
}

/** Somebody of whom the network tells nothing is somebody else each time. */
export function authorOf(from: z.infer<typeof fromSchema> | undefined, id: string): InboxAuthor {
  return { externalId: from?.id ?? `of ${id}`, handle: '', name: from?.name ?? '' }
}

function mediaOf({ attachment }: Comment): readonly InboxMedia[] {
  const { type = '', url, media } = attachment ?? {}
  const still = media?.image?.src
  if (/video/.test(type) && media?.source !== undefined) {
    return [{ kind: 'video', url: media.source, alt: '', ...(still === undefined ? {} : { thumbUrl: still }) }]
  }
  if (/photo|sticker|animated/.test(type) && (still ?? url) !== undefined) return [{ kind: 'image', url: still ?? url ?? '', alt: '' }]
  return []
}

/** A post on the Page, by whomever. */
export const postSchema = z.object({
  id: z.string(),
  message: z.string().optional(),
  permalink_url: z.string().optional(),
  from: fromSchema.optional(),
})
export const postFields = 'id,message,permalink_url,from'

export function aboutOf({ id, message = '', permalink_url: url, from }: z.infer<typeof postSchema>, access: AccountAccess): InboxPost {
  return {
    externalId: id,
    url: url ?? `${hostsOf(access).web}/${id}`,
    text: message,
    ...(from === undefined || from.id === access.externalId ? {} : { author: from.name ?? '' }),
  }
}

/** What somebody else wrote on the Page, or about it. */
export function visitorItem(
  { id, message = '', permalink_url: url, from }: z.infer<typeof postSchema>,
  { at, access, heard = {} }: { at: Temporal.Instant; access: AccountAccess; heard?: Heard },
): InboxItem {
  return {
    externalId: id,
    kind: 'mention',
    thread: { externalId: id },
    author: authorOf(from, id),
    byUs: false,
    text: message,
    media: [],
    at,
    url: url ?? `${hostsOf(access).web}/${id}`,
    answerTo: { on: id },
    ...heard,
  }
}
