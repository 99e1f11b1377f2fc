import { z } from 'zod'

import type { AccountAccess, Inbox, InboxItem, InboxPage, InboxRequest, InboxWhole, NetworkEnvironment, Outcome } from '../network.ts'
import { answering } from './answering.ts'
import { ask } from './api.ts'
import { type Comment, type CommentThread, listReplies, listThreads, readTitles } from './comments-api.ts'
import { itemOf } from './inbox-items.ts'
import { lookingAgain } from './look-again.ts'
import { signedIn } from './session.ts'

/** What is said under the channel's videos. */
export const inbox: Inbox = { sources: [{ name: 'comments', every: 600 }], read, lookingAgain, answering, hide }

/** Times are in seconds since 1970. */
const cursorSchema = z.object({
  /** When all pages were gone through last, and the page to go on with where they are being gone through. */
  walked: z.int().default(0),
  page: z.object({ token: z.string(), number: z.int() }).optional(),
  /** How many answers a thread had when they were read, where YouTube told only some of them with the thread. */
  answers: z.record(z.string(), z.int()).default({}),
  /** Threads of the first page, with when they began: one that is missing there the next time is gone. */
  latest: z.record(z.string(), z.int()).default({}),
  titles: z.record(z.string(), z.string()).default({}),
})
type Cursor = z.infer<typeof cursorSchema>

/** In seconds. Answers to what was said long ago move it to no first page: once in this time everything is gone through. */
const walkEvery = 3600
/** In days, and pages: how far. */
const farthest = 30
const mostPages = 10

/** One page: the first with what is held back for review beside it, and every hour those behind it. */
async function read(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  const at = { access, environment }
  const cursor = cursorSchema.parse(request.cursor ?? {})
  const listed = await listPage(cursor, at)
  if (!listed.ok) return listed
  const { threads, next, whole } = listed.value
  const since = seconds(request.since)
  const late = threads.filter((thread) => sayingsOf(thread).some(({ snippet }) => seconds(snippet.publishedAt) >= since))
  const told = await withAllAnswers(late, cursor, at)
  if (!told.ok) return told
  const titles = await titlesOf(late, cursor, at)
  if (!titles.ok) return titles
  const items = told.value.threads.flatMap((thread) => itemsOf(thread, { titles: titles.value.titles, access }))
  const units = listed.value.units + told.value.units + titles.value.units
  return {
    ok: true,
    value: {
      items,
      whole: [...whole, ...told.value.threads.filter(({ isWhole }) => isWhole).map(({ id }) => ({ thread: id }))],
      ...goOn({ cursor, threads, next, now: seconds(environment.now()) }, { answers: told.value.answers, titles: titles.value.titles }),
      uses: [{ name: 'units', amount: units }],
    },
  }
}

interface Asking {
  readonly access: AccountAccess
  readonly environment: NetworkEnvironment
}

function seconds(at: Temporal.Instant | string): number {
  return Math.floor(Temporal.Instant.from(at).epochMilliseconds / 1000)
}

function beganAt({ snippet }: CommentThread): number {
  return seconds(snippet.topLevelComment.snippet.publishedAt)
}

function sayingsOf({ snippet, replies }: CommentThread): readonly Comment[] {
  return [snippet.topLevelComment, ...(replies?.comments ?? [])]
}

interface Listed {
  readonly threads: readonly CommentThread[]
  readonly next: string | undefined
  readonly whole: readonly InboxWhole[]
  readonly units: number
}

async function listPage({ page, latest }: Cursor, { access, environment }: Asking): Promise<Outcome<Listed>> {
  const shown = await listThreads({ moderation: 'published', page: page?.token }, access, environment)
  if (!shown.ok) return shown
  const { items, nextPageToken: next } = shown.value
  if (page) return { ok: true, value: { threads: items, next, whole: [], units: 1 } }
  const held = await listThreads({ moderation: 'heldForReview' }, access, environment)
  if (!held.ok) return held
  const threads = [...held.value.items, ...items]
  const there = new Set(threads.map(({ id }) => id))
  const from = Math.max(reachOf(items, next), reachOf(held.value.items, held.value.nextPageToken))
  const missing = Object.entries(latest).filter(([id, began]) => !there.has(id) && began > from)
  return { ok: true, value: { threads, next, whole: missing.map(([thread]) => ({ thread })), units: 2 } }
}

/** Everything that began after this is on the page. */
function reachOf(threads: readonly CommentThread[], next: string | undefined): number {
  return next === undefined ? 0 : Math.min(...threads.map(beganAt))
}

type Whole = CommentThread & { readonly isWhole: boolean }

/** With a thread come some of its answers only; the others are read when their number has changed. */
async function withAllAnswers(
  threads: readonly CommentThread[],
  { answers: known }: Cursor,
  { access, environment }: Asking,
): Promise<Outcome<{ readonly threads: readonly Whole[]; readonly answers: Cursor['answers']; readonly units: number }>> {
  const answers: Record<string, number> = {}
  const whole: Whole[] = []
  let units = 0
  for (const thread of threads) {
    const total = thread.snippet.totalReplyCount
    const isWhole = (thread.replies?.comments.length ?? 0) >= total
    if (!isWhole) answers[thread.id] = total
    if (isWhole || known[thread.id] === total) {
      whole.push({ ...thread, isWhole })
      continue
    }
    const listed = await listReplies(thread.id, access, environment)
    if (!listed.ok) return listed
    units += listed.value.pages
    whole.push({ ...thread, replies: { comments: [...listed.value.comments] }, isWhole: listed.value.isWhole })
  }
  return { ok: true, value: { threads: whole, answers, units } }
}

async function titlesOf(
  threads: readonly CommentThread[],
  { titles: known }: Cursor,
  { access, environment }: Asking,
): Promise<Outcome<{ readonly titles: Cursor['titles']; readonly units: number }>> {
  const wanted = [...new Set(threads.flatMap(({ snippet }) => snippet.videoId ?? []))]
  const unknown = wanted.filter((id) => !(id in known)).slice(0, 50)
  const asked = unknown.length === 0 ? undefined : await readTitles(unknown, access, environment)
  if (asked && !asked.ok) return asked
  const all = { ...known, ...asked?.value }
  return {
    ok: true,
    value: { titles: Object.fromEntries(wanted.flatMap((id) => (all[id] === undefined ? [] : [[id, all[id]]]))), units: asked ? 1 : 0 },
  }
}

function itemsOf(thread: Whole, around: { readonly titles: Cursor['titles']; readonly access: AccountAccess }): readonly InboxItem[] {
  return sayingsOf(thread).map((comment) => itemOf(comment, { thread, ...around }))
}

interface Walk {
  readonly cursor: Cursor
  readonly threads: readonly CommentThread[]
  readonly next: string | undefined
  readonly now: number
}

const mostRemembered = 300

/** Where the first page is read again, and whether those behind it are due. */
function goOn(
  { cursor, threads, next, now }: Walk,
  { answers, titles }: Pick<Cursor, 'answers' | 'titles'>,
): Pick<InboxPage, 'cursor' | 'more'> {
  const number = cursor.page?.number ?? 1
  const isDue = cursor.page !== undefined || now - cursor.walked >= walkEvery
  const goesFurther = threads.some((thread) => beganAt(thread) >= now - farthest * 24 * 3600) && number < mostPages
  const kept = {
    answers: Object.fromEntries(Object.entries({ ...cursor.answers, ...answers }).slice(-mostRemembered)),
    titles: cursor.page ? { ...cursor.titles, ...titles } : titles,
    latest: cursor.page ? cursor.latest : Object.fromEntries(threads.map((thread) => [thread.id, beganAt(thread)])),
  }
  if (isDue && goesFurther && next !== undefined)
    return { cursor: { ...kept, walked: cursor.walked, page: { token: next, number: number + 1 } }, more: true }
  return { cursor: { ...kept, walked: isDue ? now : cursor.walked }, more: false }
}

/** Held back for review, which takes it from everyone's sight and can be taken back. Who is hidden is not told. */
async function hide(
  { externalId, hidden }: { readonly externalId: string; readonly hidden: boolean },
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<void>> {
  const query = { id: externalId, moderationStatus: hidden ? 'heldForReview' : 'published' }
  const path = '/youtube/v3/comments/setModerationStatus'
  const done = await ask({ ...signedIn(access), method: 'POST', path, query, answer: z.unknown() }, environment)
  return done.ok ? { ok: true, value: undefined } : done
}
