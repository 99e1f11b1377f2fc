import { z } from 'zod'

import type { AccountAccess, InboxItem, InboxPage, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { aboutOf } from './inbox-notices.ts'
import { handleOf, onSite } from './session.ts'
import { instantOf } from './submitted.ts'
import { authorOf, type Info, readInfo, saidSchema } from './things.ts'
import { walk } from './walk.ts'

const commentSchema = saidSchema.extend({ link_id: z.string(), permalink: z.string().catch('') })
type Comment = z.infer<typeof commentSchema>

/** What the account said under posts, wherever it said it. Whom it answers is asked for, by the hundred. */
export async function readOwn(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  const walked = await walk({ path: `user/${handleOf(access)}/comments`, row: commentSchema, request }, access, environment)
  if (!walked.ok) return walked
  const { rows, cursor, more } = walked.value
  const above = await readInfo(
    rows.flatMap(({ parent_id: parent, link_id: post }) => [...(parent == null ? [] : [parent]), post]),
    access,
    environment,
  )
  if (!above.ok) return above
  return { ok: true, value: { items: rows.flatMap((row) => itemOf(row, above.value, access)), cursor, more } }
}

/** Nothing for what it says to nobody in particular, or to itself. */
function itemOf(row: Comment, above: ReadonlyMap<string, Info>, access: AccountAccess): readonly InboxItem[] {
  const { name, parent_id: parent, link_id: postId, permalink } = row
  const answered = parent?.startsWith('t1_') ? above.get(parent) : undefined
  const withWhom = answered?.author_fullname
  if (withWhom == null || answered?.author === handleOf(access)) return []
  const post = above.get(postId)
  const thread = `${postId}:${withWhom}`
  return [
    {
      externalId: name,
      kind: post?.author === handleOf(access) ? 'comment' : 'mention',
      thread: { externalId: thread, ...(post ? { about: aboutOf(post, access) } : {}) },
      author: authorOf(row, access),
      byUs: true,
      text: row.body,
      media: [],
      at: instantOf(row.created_utc),
      url: onSite(access, permalink),
      ...(parent == null ? {} : { answers: parent }),
      answerTo: { thing: name, thread },
    },
  ]
}
