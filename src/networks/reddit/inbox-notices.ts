import { z } from 'zod'

import type { AccountAccess, InboxItem, InboxPage, InboxPost, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { letterOf } from './inbox-sent.ts'
import { handleOf, onSite } from './session.ts'
import { instantOf } from './submitted.ts'
import { authorOf, type Info, postIn, readInfo, saidSchema } from './things.ts'
import { walk } from './walk.ts'

export const noticeSchema = saidSchema.extend({
  was_comment: z.boolean(),
  context: z.string().catch(''),
  subject: z.string().catch(''),
  first_message_name: z.string().nullish(),
  dest: z.string().nullish(),
})
type Notice = z.infer<typeof noticeSchema>

/** `/message/inbox`: comments that answer or name the account, and what is written to it. Reading marks nothing as read. */
export async function readNotices(
  request: InboxRequest,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<InboxPage>> {
  const walked = await walk({ path: 'message/inbox', row: noticeSchema, request }, access, environment)
  if (!walked.ok) return walked
  const { rows, cursor, more } = walked.value
  const comments = rows.filter((row) => row.was_comment)
  const posts = await readInfo(
    comments.flatMap(({ context }) => postIn(context) ?? []),
    access,
    environment,
  )
  if (!posts.ok) return posts
  const items = rows.flatMap((row) => (row.was_comment ? commentOf(row, posts.value, access) : [letterOf(row, access)]))
  return { ok: true, value: { items, cursor, more } }
}

/** A talk is what the account and one person say to each other under one post. */
function commentOf(row: Notice, posts: ReadonlyMap<string, Info>, access: AccountAccess): readonly InboxItem[] {
  const postId = postIn(row.context)
  if (postId === undefined) return []
  const post = posts.get(postId)
  const ours = post?.author === handleOf(access)
  const author = authorOf(row, access)
  return [
    {
      externalId: row.name,
      kind: ours ? 'comment' : 'mention',
      thread: { externalId: `${postId}:${author.externalId}`, ...(post ? { about: aboutOf(post, access) } : {}) },
      author,
      byUs: false,
      text: row.body,
      media: [],
      at: instantOf(row.created_utc),
      url: onSite(access, row.context),
      ...(row.parent_id == null ? {} : { answers: row.parent_id }),
      answerTo: { thing: row.name, thread: `${postId}:${author.externalId}` },
    },
  ]
}

export function aboutOf({ name, title = '', permalink, author }: Info, access: AccountAccess): InboxPost {
  const isOurs = author === handleOf(access)
  return { externalId: name, url: onSite(access, permalink), text: title, ...(isOurs ? {} : { author: author ?? '' }) }
}
