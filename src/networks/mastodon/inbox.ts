import { z } from 'zod'

import type { Json } from '#kit/json'

import type { AccountAccess, Inbox, InboxItem, InboxPage, InboxRequest, InboxThread, NetworkEnvironment, Outcome } from '../network.ts'
import { targetSchema } from './answered.ts'
import { answering } from './answering.ts'
import { ask } from './api.ts'
import { plainText } from './html.ts'
import { accountSchema, type mediaSchema, type Status, statusSchema, wordsOf } from './inbox-status.ts'
import { lookingAgain } from './look-again.ts'
import { signedIn } from './session.ts'
import { tokenTrouble } from './token-trouble.ts'

/** What others said to the profile, and what it said to others in the network's own app. */
export const inbox: Inbox = {
  sources: [
    { name: 'notifications', every: 60 },
    { name: 'own', every: 120 },
  ],
  read,
  lookingAgain,
  answering,
  privateTo: (item) => {
    const target = targetSchema.safeParse(item.answerTo).data
    // Not as an answer to the post: what only the two can see begins a talk of its own.
    return target ? { to: { acct: target.acct, visibility: 'direct' }, once: false } : { refused: { code: 'private-not-there' } }
  },
}

const perPage = 40

const noticeSchema = z.object({
  id: z.string(),
  type: z.string(),
  created_at: z.string(),
  account: accountSchema,
  status: statusSchema.nullish(),
})
type Notice = z.infer<typeof noticeSchema>
const contextSchema = z.object({ ancestors: z.array(statusSchema) })

/** The newest that was read; `before`: the first reading is still on its way back through the past. Ids are numbers that grow with time. */
const cursorSchema = z.object({ top: z.string().optional(), before: z.string().optional() })
type Cursor = z.infer<typeof cursorSchema>

async function read(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  const cursor = cursorSchema.parse(request.cursor ?? {})
  return request.source === 'own'
    ? readOwn({ cursor, request }, access, environment)
    : readNotices({ cursor, request }, access, environment)
}

interface From {
  readonly cursor: Cursor
  readonly request: InboxRequest
}

async function readNotices(from: From, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  const listed = await list({ path: '/api/v1/notifications', query: {}, answer: z.array(noticeSchema) }, from, { access, environment })
  if (!listed.ok) return listed
  const notices = listed.value.filter((notice) => isLate(notice, from.request) && kinds[notice.type] !== undefined)
  const items: InboxItem[] = []
  for (const notice of notices) {
    const item = await asItem(notice, access, environment)
    if (!item.ok) return item
    if (item.value) items.push(item.value)
  }
  return { ok: true, value: { items, ...goOn(listed.value, from) } }
}

/** What the profile answered to others. Its threads with itself are posts, and boosts are no words of its own. */
async function readOwn(from: From, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  const { accountId } = signedIn(access)
  const path = `/api/v1/accounts/${encodeURIComponent(accountId)}/statuses`
  const listed = await list({ path, query: { exclude_reblogs: 'true' }, answer: z.array(statusSchema) }, from, { access, environment })
  if (!listed.ok) return listed
  const answers = listed.value.filter(
    (status) => isLate(status, from.request) && status.in_reply_to_id && status.in_reply_to_account_id !== accountId,
  )
  const items: InboxItem[] = []
  for (const status of answers) {
    const thread = await threadOf(status, access, environment)
    if (!thread.ok) return thread
    items.push(said(status, { thread: thread.value, access }))
  }
  return { ok: true, value: { items, ...goOn(listed.value, from) } }
}

interface Listing<Each> {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly answer: z.ZodType<readonly Each[]>
}

/** Back through the past first, then on from the newest: `min_id` gives what follows immediately, so that nothing is skipped. */
async function list<Each>(
  { path, query, answer }: Listing<Each>,
  { cursor }: From,
  { access, environment }: { access: AccountAccess; environment: NetworkEnvironment },
): Promise<Outcome<readonly Each[]>> {
  const { server, token } = signedIn(access)
  const back = cursor.before !== undefined || cursor.top === undefined
  const before: Record<string, string> = cursor.before === undefined ? {} : { max_id: cursor.before }
  const place = back ? before : { min_id: cursor.top ?? '0' }
  const listed = await ask({ server, path, query: { ...query, limit: `${perPage}`, ...place }, token, answer }, environment)
  if (listed.ok) return listed
  const trouble = (await tokenTrouble(listed, access, environment)) ?? listed.trouble
  // An account that was connected before Hearth asked for this right goes on publishing without it.
  if (trouble.reason.code === 'right-missing') return { ok: false, trouble: { kind: 'rejected', reason: trouble.reason } }
  return { ok: false, trouble }
}

interface Entry {
  readonly id: string
  readonly created_at: string
}

function isLate({ created_at: at }: Entry, { since }: InboxRequest): boolean {
  return Date.parse(at) >= since.epochMilliseconds
}

function goOn(entries: readonly Entry[], { cursor, request }: From): Pick<InboxPage, 'cursor' | 'more'> {
  const newest = entries.reduce((top, { id }) => (BigInt(id) > BigInt(top) ? id : top), cursor.top ?? '0')
  const back = cursor.before !== undefined || cursor.top === undefined
  const full = entries.length >= perPage
  if (!back) return { cursor: { top: newest }, more: full }
  const last = entries.at(-1)
  if (!last || !full || !isLate(last, request)) return { cursor: { top: newest }, more: false }
  return { cursor: { top: newest, before: last.id }, more: true }
}

/** Kinds of notices that say something; likes and follows do not. */
const kinds: Readonly<Record<string, 'mention' | 'quote' | 'share'>> = { mention: 'mention', quote: 'quote', reblog: 'share' }

/** Undefined where the post of a notice is gone. */
async function asItem(notice: Notice, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxItem | undefined>> {
  const { status } = notice
  const kind = kinds[notice.type]
  if (!status || !kind) return { ok: true, value: undefined }
  if (kind === 'share') return { ok: true, value: shared(notice, status) }
  const thread = await threadOf(status, access, environment)
  if (!thread.ok) return thread
  const item = said(status, { thread: thread.value, access })
  return { ok: true, value: item.kind === 'mention' ? { ...item, kind: kind === 'quote' ? 'quote' : 'mention' } : item }
}

function shared({ id, created_at: at, account }: Notice, status: Status): InboxItem {
  return {
    externalId: `reblog:${id}`,
    kind: 'share',
    thread: { externalId: `shares:${status.id}`, about: postOf(status) },
    author: authorOf(account),
    byUs: false,
    text: '',
    media: [],
    at: Temporal.Instant.from(at),
    answers: status.id,
  }
}

type Root = InboxThread & { readonly ours: boolean }

/** The beginning of the talk, asked of the server; what answers nothing begins one. */
async function threadOf(status: Status, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Root>> {
  if (!status.in_reply_to_id) return { ok: true, value: { externalId: threadId(status, status.id), ours: false } }
  const { server, token, accountId } = signedIn(access)
  const path = `/api/v1/statuses/${encodeURIComponent(status.id)}/context`
  const context = await ask({ server, path, token, answer: contextSchema }, environment)
  if (!context.ok && context.status !== 404) return context
  const root = context.ok ? context.value.ancestors[0] : undefined
  if (!root) return { ok: true, value: { externalId: threadId(status, status.in_reply_to_id), ours: false } }
  const ours = root.account.id === accountId
  const isPrivateTalk = root.visibility === 'direct' && status.visibility === 'direct'
  const beginning = ours && !isPrivateTalk && context.ok ? (context.value.ancestors[1] ?? status) : root
  const about = isPrivateTalk && ours ? {} : { about: postOf(root, ours) }
  return { ok: true, value: { externalId: threadId(status, beginning.id), ...about, ours } }
}

/** Under one post of the profile every comment is a talk of its own; what only the two can see never mixes with what all see. */
function threadId({ visibility }: Status, id: string): string {
  return visibility === 'direct' ? `direct:${id}` : id
}

function said(status: Status, { thread: { ours, ...thread }, access }: { thread: Root; access: AccountAccess }): InboxItem {
  const { accountId } = signedIn(access)
  const url = addressOf(status)
  return {
    externalId: status.id,
    kind: status.visibility === 'direct' ? 'message' : ours ? 'comment' : 'mention',
    thread,
    author: authorOf(status.account),
    byUs: status.account.id === accountId,
    text: wordsOf(status),
    media: status.media_attachments.flatMap(asMedia),
    at: Temporal.Instant.from(status.created_at),
    ...(status.edited_at ? { editedAt: Temporal.Instant.from(status.edited_at) } : {}),
    ...(url === undefined ? {} : { url }),
    ...(status.in_reply_to_id ? { answers: status.in_reply_to_id } : {}),
    answerTo: answerTo(status),
  }
}

function answerTo({ id, visibility, account }: Status): Json {
  return { id, visibility, acct: account.acct }
}

function postOf(status: Status, ours = true) {
  return {
    externalId: status.id,
    url: addressOf(status) ?? '',
    text: plainText(status.content),
    ...(ours ? {} : { author: status.account.display_name || status.account.acct }),
  }
}

function authorOf({ id, acct, display_name: name, avatar, url }: Status['account']) {
  return {
    externalId: id,
    handle: acct,
    name: name || acct,
    ...(avatar ? { avatarUrl: avatar } : {}),
    ...(url ? { url } : {}),
  }
}

function asMedia({ type, url, preview_url: thumb, description }: z.infer<typeof mediaSchema>): InboxItem['media'] {
  if (!url) return []
  const kind = type === 'image' ? 'image' : type === 'video' || type === 'gifv' ? 'video' : type === 'audio' ? 'audio' : 'file'
  return [{ kind, url, alt: description ?? '', ...(thumb ? { thumbUrl: thumb } : {}) }]
}

function addressOf({ url, uri }: Status): string | undefined {
  return [url, uri].find((address) => address && /^https?:\/\//.test(address)) ?? undefined
}
