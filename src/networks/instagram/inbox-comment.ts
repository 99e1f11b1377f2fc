import { z } from 'zod'

import { graphInstant } from '../graph-timeline.ts'
import type { AccountAccess, InboxItem, InboxPost } from '../network.ts'
import { settingsSchema } from './session.ts'

/** What is asked of a comment, and of each answer below it. */
const ownFields = 'id,text,timestamp,username,from,hidden'
export const commentFields = `${ownFields},replies{${ownFields}}`

const replySchema = z.object({
  id: z.string(),
  text: z.string().optional(),
  timestamp: graphInstant,
  username: z.string().optional(),
  from: z.object({ id: z.string(), username: z.string().optional() }).optional(),
  hidden: z.boolean().optional(),
})
export const commentSchema = replySchema.extend({ replies: z.object({ data: z.array(replySchema) }).optional() })
type Comment = z.infer<typeof replySchema>

interface Around {
  readonly about: InboxPost
  readonly access: AccountAccess
  /** The comment that it answers. */
  readonly parentId?: string | undefined
  readonly heard?: Pick<InboxItem, 'asOf'>
}

/** A comment as the inbox has it. Under one post every comment with its answers is a talk of its own. */
export function commentItem(
  { id, text = '', timestamp: at, username, from, hidden }: Comment,
  { about, access, parentId, heard = {} }: Around,
): InboxItem {
  const name = from?.username ?? username ?? ''
  const byUs = from?.id === access.externalId || (name !== '' && name === ownName(access))
  return {
    externalId: id,
    kind: 'comment',
    thread: { externalId: parentId ?? id, about },
    author: {
      externalId: from?.id ?? `@${name}`,
      handle: name,
      name,
      ...(name === '' ? {} : { url: new URL(`/${name}/`, profileOf(access)).href }),
    },
    byUs,
    text,
    media: [],
    at,
    url: about.url,
    answers: parentId ?? about.externalId,
    hidden: hidden ?? false,
    answerTo: { on: parentId ?? id, comment: id, from: from?.id ?? '' },
    ...heard,
  }
}

function ownName(access: AccountAccess): string {
  return new URL(profileOf(access)).pathname.replaceAll('/', '')
}

function profileOf({ settings }: AccountAccess): string {
  return settingsSchema.parse(settings).profile
}

/** A post of the profile. */
export const mediaSchema = z.object({ id: z.string(), caption: z.string().optional(), permalink: z.string().optional() })
export const mediaFields = 'id,caption,permalink'

export function aboutOf({ id, caption = '', permalink }: z.infer<typeof mediaSchema>, access: AccountAccess): InboxPost {
  return { externalId: id, url: permalink ?? profileOf(access), text: caption }
}
