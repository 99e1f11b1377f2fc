import { z } from 'zod'

import { orRightMissing } from '../graph-right-missing.ts'
import { graphInstant } from '../graph-timeline.ts'
import type { AccountAccess, InboxItem, InboxPage, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { ask, version } from './api.ts'
import { aboutOf, commentFields, commentItem, commentSchema, mediaFields, mediaSchema } from './inbox-comment.ts'
import { signedIn } from './session.ts'

/** How many comments each recent post had; `after`: the posts are still being gone through. */
const cursorSchema = z.object({ counts: z.record(z.string(), z.int()).default({}), after: z.string().optional() })

const pagingSchema = z.object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() }).optional()
const countedSchema = mediaSchema.extend({ timestamp: graphInstant, comments_count: z.int().optional() })
const listSchema = z.object({ data: z.array(countedSchema), paging: pagingSchema })
type Post = z.infer<typeof countedSchema>

/** Comments come under posts of a month; of older ones only the network itself tells. */
const days = 30
const postsPerPage = 25

interface Asking {
  readonly access: AccountAccess
  readonly environment: NetworkEnvironment
}

/** A page of the profile's posts, newest first, each with its comments where their number has changed: nothing else tells that there are new ones. */
export async function readComments(
  request: InboxRequest,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<InboxPage>> {
  const { counts, after: from } = cursorSchema.parse(request.cursor ?? {})
  const horizon = later(request.since, environment.now().subtract({ hours: 24 * days }))
  const asking = { access, environment }
  const listed = await listPosts(from, asking)
  if (!listed.ok) return orRightMissing(listed)
  const { data, paging } = listed.value
  const recent = data.filter(({ timestamp }) => Temporal.Instant.compare(timestamp, horizon) >= 0)
  const items: InboxItem[] = []
  for (const post of recent.filter(({ id, comments_count: count = -1 }) => (counts[id] ?? 0) !== count)) {
    const said = await saidUnder(post, asking)
    if (!said.ok) return orRightMissing(said)
    items.push(...said.value)
  }
  const after = paging?.next !== undefined && recent.length === data.length ? paging.cursors?.after : undefined
  const seen = Object.fromEntries(recent.map(({ id, comments_count: count = -1 }) => [id, count]))
  const next = { ...(from === undefined ? keepOnly(counts, seen, after !== undefined) : counts), ...seen }
  return { ok: true, value: { items, more: after !== undefined, cursor: { counts: next, ...(after === undefined ? {} : { after }) } } }
}

/** Where one page holds all recent posts, what is no longer among them is forgotten. */
function keepOnly(
  counts: Readonly<Record<string, number>>,
  seen: Readonly<Record<string, number>>,
  more: boolean,
): Readonly<Record<string, number>> {
  return more
    ? Object.fromEntries(Object.entries(counts).slice(-mostCounts))
    : Object.fromEntries(Object.entries(counts).filter(([id]) => id in seen))
}
const mostCounts = 500

function listPosts(after: string | undefined, { access, environment }: Asking) {
  const fields = `${mediaFields},timestamp,comments_count`
  const query = { fields, limit: String(postsPerPage), ...(after === undefined ? {} : { after }) }
  return ask({ ...signedIn(access), path: `${version}/${access.externalId}/media`, query, answer: listSchema }, environment)
}

const commentsSchema = z.object({ data: z.array(commentSchema), paging: pagingSchema })
const mostLists = 20

async function saidUnder(post: Post, { access, environment }: Asking): Promise<Outcome<readonly InboxItem[]>> {
  const about = aboutOf(post, access)
  const items: InboxItem[] = []
  let after: string | undefined
  for (let list = 0; list < mostLists; list += 1) {
    const query = { fields: commentFields, limit: '50', ...(after === undefined ? {} : { after }) }
    const read = await ask({ ...signedIn(access), path: `${version}/${post.id}/comments`, query, answer: commentsSchema }, environment)
    if (!read.ok) return read.trouble.kind === 'rejected' ? { ok: true, value: items } : read
    for (const { replies, ...comment } of read.value.data) {
      items.push(commentItem(comment, { about, access }))
      items.push(...(replies?.data ?? []).map((reply) => commentItem(reply, { about, access, parentId: comment.id })))
    }
    after = read.value.paging?.next === undefined ? undefined : read.value.paging.cursors?.after
    if (after === undefined) break
  }
  return { ok: true, value: items }
}

function later(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) > 0 ? one : other
}
