import { z } from 'zod'

import type { AccountAccess, Inbox, InboxItem, InboxPage, InboxRequest, InboxWhole, NetworkEnvironment, Outcome } from '../network.ts'
import { rejected } from '../rejected.ts'
import { answering } from './answering.ts'
import { commentItem, mentionItem } from './inbox-items.ts'
import { fromLittle } from './little.ts'
import { isOrganization, mayReadComments } from './session.ts'
import { type Asking, listComments, listNotices, type Notice, readName, readWords, type Said, urnOfComment } from './talk-api.ts'

/** What is said under an organization's posts, and where it is mentioned. Of members' posts LinkedIn tells no app. */
export const inbox: Inbox = { sources: [{ name: 'notices', every: 1800 }], read, answering }

const cursorSchema = z.object({
  /** Until when notices were read, in milliseconds since 1970. */
  until: z.int().optional(),
  /** Posts of which something was noticed and that are still to be read. */
  left: z.array(z.string()).default([]),
  /** What members are called, by their URN. */
  names: z.record(z.string(), z.string()).default({}),
})
type Cursor = z.infer<typeof cursorSchema>

const postsAtOnce = 5
/** In milliseconds: what LinkedIn notes late. */
const overlap = 60_000
const mostNames = 300

/** Notices say under which posts something was said, rewritten or deleted; those posts are read whole. One call where nothing happened. */
async function read(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  if (!isOrganization(access)) return rejected('posts-not-readable')
  if (!mayReadComments(access)) return rejected('comments-not-readable')
  const calls = { count: 0 }
  const at = { access, environment: counting(environment, calls) }
  const cursor = cursorSchema.parse(request.cursor ?? {})
  const noticed = await readNotices(cursor, request, at)
  if (!noticed.ok) return noticed
  const { posts, mentions, until } = noticed.value
  const names = { ...cursor.names }
  const told: Told = { items: [], whole: [] }
  for (const post of posts.slice(0, postsAtOnce)) {
    const under = await readUnder(post, at)
    if (!under.ok) return under
    const named = await readNames(under.value.comments, names, at)
    if (!named.ok) return named
    told.items.push(...under.value.comments.map((said) => commentItem(said, { about: under.value.about, names, access })))
    if (under.value.isWhole) told.whole.push({ about: post, since: request.since })
  }
  const left = posts.slice(postsAtOnce)
  const kept = Object.fromEntries(Object.entries(names).slice(-mostNames))
  return {
    ok: true,
    value: {
      ...told,
      items: [...told.items, ...mentions.flatMap((notice) => mentionItem(notice, { names, access }))],
      cursor: { until, left: [...left], names: kept },
      more: left.length > 0,
      uses: ['member_calls', 'app_calls'].map((name) => ({ name, amount: calls.count })),
      ...pause(environment),
    },
  }
}

interface Told {
  readonly items: InboxItem[]
  readonly whole: InboxWhole[]
}

/** LinkedIn tells nobody what is used of the day's calls. */
function counting(environment: NetworkEnvironment, calls: { count: number }): NetworkEnvironment {
  const fetch: typeof globalThis.fetch = (input, init) => {
    calls.count += 1
    return environment.fetch(input, init)
  }
  return { ...environment, fetch }
}

/** An app that LinkedIn allows more calls may ask more often. */
function pause({ options }: NetworkEnvironment): Pick<InboxPage, 'every'> {
  const minutes = Number(options['inbox_minutes'])
  return minutes >= 1 ? { every: minutes * 60 } : {}
}

interface Noticed {
  readonly posts: readonly string[]
  readonly mentions: readonly Notice[]
  readonly until: number
}

async function readNotices({ until, left }: Cursor, { since }: InboxRequest, at: Asking): Promise<Outcome<Noticed>> {
  if (left.length > 0 && until !== undefined) return { ok: true, value: { posts: left, mentions: [], until } }
  const now = at.environment.now().epochMilliseconds
  const from = until === undefined ? since.epochMilliseconds : until - overlap
  const notices = await listNotices({ from, to: now }, at)
  if (!notices.ok) return notices
  const mentions = notices.value.filter(({ action }) => action === 'SHARE_MENTION')
  const posts = notices.value.flatMap(({ action, sourcePost }) => (action === 'SHARE_MENTION' ? [] : (sourcePost ?? [])))
  return { ok: true, value: { posts: [...new Set(posts)], mentions, until: now } }
}

interface Under {
  readonly about: { readonly urn: string; readonly text: string }
  readonly comments: readonly Said[]
  readonly isWhole: boolean
}

/** Answers to a comment are in a list of their own. */
async function readUnder(post: string, at: Asking): Promise<Outcome<Under>> {
  const text = await readWords(post, at)
  if (!text.ok) return text
  const top = await listComments(post, at)
  // With a post that is gone everything under it is.
  if (!top.ok && top.trouble.reason.code !== 'post-not-found') return top
  const comments: Said[] = []
  let isWhole = !top.ok || top.value.isWhole
  for (const comment of top.ok ? top.value.comments : []) {
    comments.push({ comment })
    const { totalFirstLevelComments = 0, aggregatedTotalComments = 0 } = comment.commentsSummary ?? {}
    if (totalFirstLevelComments + aggregatedTotalComments === 0) continue
    const answers = await listComments(urnOfComment(comment, post), at)
    if (!answers.ok) return answers
    isWhole &&= answers.value.isWhole
    comments.push(...answers.value.comments.map((answer) => ({ comment: answer, parent: comment })))
  }
  return { ok: true, value: { about: { urn: post, text: fromLittle(text.value) }, comments, isWhole } }
}

/** Adds what those members are called that are not known yet. */
async function readNames(comments: readonly Said[], names: Record<string, string>, at: Asking): Promise<Outcome<void>> {
  for (const { comment } of comments) {
    if (!comment.actor.startsWith('urn:li:person:') || comment.actor in names) continue
    const name = await readName(comment.actor, at)
    if (!name.ok) return name
    names[comment.actor] = name.value
  }
  return { ok: true, value: undefined }
}
