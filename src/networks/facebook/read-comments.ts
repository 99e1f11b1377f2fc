import { z } from 'zod'

import { orRightMissing } from '../graph-right-missing.ts'
import { graphInstant } from '../graph-timeline.ts'
import type { AccountAccess, InboxItem, InboxPage, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { aboutOf, type Comment, commentFields, commentItem, commentSchema, postFields, postSchema, visitorItem } from './inbox-comment.ts'
import { signedIn } from './session.ts'

/** Since when comments are read; `walk`: the posts are still being gone through, from which page on and since when. */
const cursorSchema = z.object({ top: z.string().optional(), walk: z.object({ after: z.string(), begun: z.string() }).optional() })

const pagingSchema = z.object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() }).optional()
const datedPostSchema = postSchema.extend({ created_time: graphInstant, updated_time: graphInstant.optional() })
const feedSchema = z.object({ data: z.array(datedPostSchema), paging: pagingSchema })
type Post = z.infer<typeof datedPostSchema>

/** Comments come under posts of a month; of older ones only the network itself tells. */
const days = 30
const postsPerPage = 25

interface Asking {
  readonly access: AccountAccess
  readonly environment: NetworkEnvironment
  /** What was said before that is known. */
  readonly since: Temporal.Instant
}

/** A page of the posts on the Page, newest first, each with what was said under it since the last time. A post tells when it was last commented. */
export async function readComments(
  request: InboxRequest,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<InboxPage>> {
  const { top, walk } = cursorSchema.parse(request.cursor ?? {})
  const begun = walk?.begun ?? environment.now().toString()
  const horizon = later(request.since, environment.now().subtract({ hours: 24 * days }))
  const asking: Asking = { access, environment, since: top === undefined ? horizon : Temporal.Instant.from(top) }
  const listed = await listPosts(walk?.after, asking)
  if (!listed.ok) return orRightMissing(listed)
  const { data, paging } = listed.value
  const recent = data.filter(({ created_time: at }) => Temporal.Instant.compare(at, horizon) >= 0)
  const items: InboxItem[] = []
  for (const post of recent) {
    const said = await saidUnder(post, asking)
    if (!said.ok) return orRightMissing(said)
    items.push(...said.value)
  }
  const after = paging?.next !== undefined && recent.length === data.length ? paging.cursors?.after : undefined
  if (after !== undefined) return { ok: true, value: { items, more: true, cursor: { ...(top ? { top } : {}), walk: { after, begun } } } }
  return { ok: true, value: { items, more: false, cursor: { top: Temporal.Instant.from(begun).subtract(overlap).toString() } } }
}

/** What was said while the posts were gone through, and clocks that do not agree. */
const overlap = { minutes: 5 }

function listPosts(after: string | undefined, { access, environment }: Asking) {
  const fields = `${postFields},created_time,updated_time`
  const query = { fields, limit: String(postsPerPage), ...(after === undefined ? {} : { after }) }
  return ask({ ...signedIn(access), path: `${access.externalId}/feed`, query, answer: feedSchema }, environment)
}

async function saidUnder(post: Post, asking: Asking): Promise<Outcome<readonly InboxItem[]>> {
  const { access, since } = asking
  const { created_time: at, updated_time: updated = at, from } = post
  if (Temporal.Instant.compare(later(at, updated), since) < 0) return { ok: true, value: [] }
  const comments = await commentsUnder(post.id, asking)
  if (!comments.ok) return comments
  const about = aboutOf(post, access)
  const own = from === undefined || from.id === access.externalId ? [] : [visitorItem(post, { at, access })]
  return { ok: true, value: [...own, ...comments.value.map((comment) => commentItem(comment, { about, access }))] }
}

const commentsSchema = z.object({ data: z.array(commentSchema), paging: pagingSchema })
const mostLists = 20

/** Newest first, back to what is known. */
async function commentsUnder(postId: string, { access, environment, since }: Asking): Promise<Outcome<readonly Comment[]>> {
  const comments: Comment[] = []
  let after: string | undefined
  for (let list = 0; list < mostLists; list += 1) {
    const page = { limit: '100', ...(after === undefined ? {} : { after }) }
    const query = { fields: commentFields, filter: 'stream', order: 'reverse_chronological', ...page }
    const read = await ask({ ...signedIn(access), path: `${postId}/comments`, query, answer: commentsSchema }, environment)
    if (!read.ok) return read.trouble.reason.code === 'not-there' ? { ok: true, value: comments } : read
    const { data, paging } = read.value
    const fresh = data.filter(({ created_time: at }) => Temporal.Instant.compare(at, since) >= 0)
    comments.push(...fresh)
    after = paging?.next !== undefined && fresh.length === data.length ? paging.cursors?.after : undefined
    if (after === undefined) break
  }
  return { ok: true, value: comments }
}

function later(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) > 0 ? one : other
}
