import { z } from 'zod'

import { graphInstant } from '../graph-timeline.ts'
import type { InboxItem, InboxPage, InboxPost, InboxRequest, InboxWhole, Outcome } from '../network.ts'
import { ask, version } from './api.ts'
import { type Asking, isOurs, itemOf, postOf, readSaying, type Saying, sayingFields, sayingSchema } from './inbox-items.ts'
import { signedIn } from './session.ts'

/** By post: when it was read last, and of when the newest was that was said under it then; in seconds since 1970. */
const cursorSchema = z.record(z.string(), z.object({ read: z.int(), newest: z.int() }))
type Cursor = z.infer<typeof cursorSchema>

/** In days. What is said under older posts is not looked for. */
const longest = 30
/** A post is read again once a two-hundredth of its age has passed: one of an hour ago after some seconds, one of two weeks ago after two hours. */
const share = 200
const postsAtOnce = 10

/**
 * No list tells what is said under all posts, so they are gone through one by one, young ones often. Of each, everything is told that came
 * since the last time and whatever is on the same page, so that what was rewritten or deleted lately is seen.
 */
export async function readReplies(request: InboxRequest, at: Asking): Promise<Outcome<InboxPage>> {
  const before = cursorSchema.parse(request.cursor ?? {})
  const posts = await ownPosts(request, at)
  if (!posts.ok) return posts
  const now = seconds(at.environment.now())
  const due = posts.value
    .filter((post) => isDue(post, before[post.id], now))
    .toSorted((one, other) => (before[one.id]?.read ?? 0) - (before[other.id]?.read ?? 0))
  const items: InboxItem[] = []
  const whole: InboxWhole[] = []
  const cursor: Cursor = Object.fromEntries(posts.value.flatMap(({ id }) => (before[id] ? [[id, before[id]]] : [])))
  for (const post of due.slice(0, postsAtOnce)) {
    const told = await readUnder(post, before[post.id]?.newest ?? 0, at)
    if (!told.ok) return told
    items.push(...told.value.items)
    whole.push({ about: post.id, since: told.value.since })
    cursor[post.id] = { read: now, newest: told.value.newest }
  }
  return { ok: true, value: { items, whole, cursor, more: due.length > postsAtOnce } }
}

function isDue({ timestamp, has_replies: has }: OwnPost, known: Cursor[string] | undefined, now: number): boolean {
  if (!known) return has
  return now - known.read > (now - seconds(timestamp)) / share
}

function seconds(at: Temporal.Instant): number {
  return Math.floor(at.epochMilliseconds / 1000)
}

const ownSchema = z.object({
  id: z.string(),
  text: z.string().default(''),
  permalink: z.string().optional(),
  username: z.string().default(''),
  timestamp: graphInstant,
  has_replies: z.boolean().default(false),
})
type OwnPost = z.infer<typeof ownSchema>

const pageSize = 100
const mostPages = 10

const listOf = <Node>(node: z.ZodType<Node>) =>
  z.object({
    data: z.array(node),
    paging: z.object({ cursors: z.object({ after: z.string().optional() }).optional() }).optional(),
  })

async function ownPosts({ since }: InboxRequest, at: Asking): Promise<Outcome<readonly OwnPost[]>> {
  const from = Math.max(seconds(since), seconds(at.environment.now().subtract({ hours: longest * 24 })))
  const query = { fields: Object.keys(ownSchema.shape).join(','), since: String(from) }
  const listed = await listAll({ path: `${version}/me/threads`, query, node: ownSchema, isEnough: () => false }, at)
  return listed.ok ? { ok: true, value: listed.value.nodes } : listed
}

interface Listing<Node> {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly node: z.ZodType<Node>
  /** Nothing further back is wanted. */
  readonly isEnough: (page: readonly Node[]) => boolean
}

interface Listed<Node> {
  readonly nodes: readonly Node[]
  /** The list ended by itself. */
  readonly isWhole: boolean
}

async function listAll<Node>(
  { path, query, node, isEnough }: Listing<Node>,
  { access, environment }: Asking,
): Promise<Outcome<Listed<Node>>> {
  const nodes: Node[] = []
  let after: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const asked = { ...query, limit: String(pageSize), ...(after === undefined ? {} : { after }) }
    const read = await ask({ ...signedIn(access), path, query: asked, answer: listOf(node) }, environment)
    if (!read.ok) return read
    const { data, paging } = read.value
    nodes.push(...data)
    after = data.length < pageSize ? undefined : paging?.cursors?.after
    if (after === undefined) return { ok: true, value: { nodes, isWhole: true } }
    if (isEnough(data)) break
  }
  return { ok: true, value: { nodes, isWhole: false } }
}

interface Told {
  readonly items: readonly InboxItem[]
  /** From then on everything is among the items. */
  readonly since: Temporal.Instant
  readonly newest: number
}

/** What was said under one post, newest first, back to what was there the last time. */
async function readUnder(post: OwnPost, known: number, at: Asking): Promise<Outcome<Told>> {
  const listing = { path: `${version}/${post.id}/conversation`, query: { fields: sayingFields, reverse: 'true' }, node: sayingSchema }
  const isEnough = (page: readonly Saying[]) => page.some(({ timestamp }) => seconds(timestamp) < known)
  const listed = await listAll({ ...listing, isEnough }, at)
  if (!listed.ok) return listed
  const { nodes, isWhole } = listed.value
  const found = new Map(nodes.map((saying) => [saying.id, saying]))
  const about = postOf(post, at)
  const items: InboxItem[] = []
  for (const saying of nodes) {
    const item = await placed(saying, { about, found, at })
    if (!item.ok) return item
    if (item.value) items.push(item.value)
  }
  const [oldest = post.timestamp] = nodes.map(({ timestamp }) => timestamp).toSorted((one, other) => Temporal.Instant.compare(one, other))
  // What is just as old as the last of a page may be on the next.
  const since = isWhole ? post.timestamp : oldest.add({ seconds: 1 })
  return { ok: true, value: { items, since, newest: Math.max(known, ...nodes.map(({ timestamp }) => seconds(timestamp))) } }
}

interface Under {
  readonly about: InboxPost
  /** What is known of the conversation, by its id. */
  readonly found: Map<string, Saying>
  readonly at: Asking
}

/** Every comment begins a thread of its own. The profile's threads with itself are posts: undefined for their parts. */
async function placed(saying: Saying, { about, found, at }: Under): Promise<Outcome<InboxItem | undefined>> {
  let [top, current] = [isOurs(saying, at) ? undefined : saying.id, saying]
  for (let steps = 0; steps < deepest; steps += 1) {
    const above = current.replied_to?.id
    if (above === undefined || above === about.externalId) break
    const read = await knownOr(above, { found, at })
    if (!read.ok) return read
    // What is gone may have begun the thread; what was answered under it stays together.
    if (!read.value) {
      top = above
      break
    }
    current = read.value
    if (!isOurs(current, at)) top = current.id
  }
  if (top === undefined) return { ok: true, value: undefined }
  const hideable = saying.replied_to?.id === about.externalId
  return { ok: true, value: itemOf(saying, { kind: 'comment', thread: { externalId: top, about }, hideable }, at) }
}

const deepest = 50

async function knownOr(id: string, { found, at }: Pick<Under, 'found' | 'at'>): Promise<Outcome<Saying | undefined>> {
  const known = found.get(id)
  if (known) return { ok: true, value: known }
  const read = await readSaying(id, at)
  if (read.ok && read.value) found.set(id, read.value)
  return read
}
