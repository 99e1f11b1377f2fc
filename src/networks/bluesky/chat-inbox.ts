import { z } from 'zod'

import type { AccountAccess, InboxItem, InboxPage, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { rejected } from '../rejected.ts'
import { memberSchema, type Message, messageItem, messageSchema } from './chat-messages.ts'
import { messagesRight } from './chat-right.ts'
import { askChat } from './chat-service.ts'

/** Private messages: what lies in the conversations first, and from then on what the service's log says of them. */
export const messagesSource = { name: 'messages', every: 60 }

/** An account without the right is looked at again now and then: it may be connected again with it. In seconds. */
const withoutRight = 6 * 60 * 60

/** How far the log was read; `convos`: the conversations are still being gone through, from there on. */
const cursorSchema = z.object({ log: z.string().optional(), convos: z.object({ cursor: z.string().optional() }).optional() })
type Cursor = z.infer<typeof cursorSchema>

interface Asking {
  readonly access: AccountAccess
  readonly environment: NetworkEnvironment
}

export async function readMessages(
  request: InboxRequest,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<InboxPage>> {
  const at = { access, environment }
  const place = cursorSchema.parse(request.cursor ?? {})
  const page = messagesRight(access.secret, environment.options) === 'allowed' ? await readOn(place, request, at) : refused
  if (page.ok || page.trouble.reason.code !== 'messages-not-allowed') return page
  // The account's own page says so; everything else goes on.
  return { ok: true, value: { items: [], more: false, cursor: request.cursor ?? {}, every: withoutRight } }
}

const refused: Outcome<InboxPage> = rejected('messages-not-allowed')

function readOn(place: Cursor, { since }: InboxRequest, at: Asking): Promise<Outcome<InboxPage>> {
  if (place.log === undefined) return begin(at)
  return place.convos ? readConvos({ log: place.log, convos: place.convos, since }, at) : readLog(place.log, at)
}

const logSchema = z.object({ logs: z.array(z.looseObject({ $type: z.string() })), cursor: z.string().optional() })
const method = 'chat.bsky.convo.getLog'

/** Where the log ends now is asked before anything is read, so that what is said meanwhile is not missed. */
async function begin({ access, environment }: Asking): Promise<Outcome<InboxPage>> {
  const log = await askChat({ method, answer: logSchema }, access, environment)
  if (!log.ok) return log
  return { ok: true, value: { items: [], more: true, cursor: { log: log.value.cursor ?? '', convos: {} } } }
}

const convoSchema = z.object({
  id: z.string(),
  members: z.array(memberSchema),
  lastMessage: z.object({ sentAt: z.string() }).optional().catch(undefined),
})
type Convo = z.infer<typeof convoSchema>
const convosSchema = z.object({ convos: z.array(convoSchema), cursor: z.string().optional() })

/** Each conversation of a page is a question or more of its own. */
const convosPerPage = 10

interface Going {
  readonly log: string
  readonly convos: NonNullable<Cursor['convos']>
  readonly since: Temporal.Instant
}

/** Also those that wait to be accepted: a stranger's question is a question. */
async function readConvos({ log, convos, since }: Going, at: Asking): Promise<Outcome<InboxPage>> {
  const query = { limit: `${convosPerPage}`, ...(convos.cursor === undefined ? {} : { cursor: convos.cursor }) }
  const listed = await askChat({ method: 'chat.bsky.convo.listConvos', query, answer: convosSchema }, at.access, at.environment)
  if (!listed.ok) return listed
  const { cursor } = listed.value
  const recent = listed.value.convos.filter(({ lastMessage }) => lastMessage && isSince(lastMessage, since))
  const items: InboxItem[] = []
  for (const convo of recent) {
    const said = await readConvo(convo, since, at)
    if (!said.ok) return said
    items.push(...said.value)
  }
  const more = cursor !== undefined && listed.value.convos.length > 0
  return { ok: true, value: { items, more, cursor: more ? { log, convos: { cursor } } : { log } } }
}

const messagesSchema = z.object({ messages: z.array(z.looseObject({ sentAt: z.string() })), cursor: z.string().optional() })

/** A thousand messages of one conversation, newest first, are enough to know what it is about. */
const mostPages = 10

async function readConvo({ id: convoId, members }: Convo, since: Temporal.Instant, at: Asking): Promise<Outcome<readonly InboxItem[]>> {
  const items: InboxItem[] = []
  let from: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const query = { convoId, limit: '100', ...(from === undefined ? {} : { cursor: from }) }
    const read = await askChat({ method: 'chat.bsky.convo.getMessages', query, answer: messagesSchema }, at.access, at.environment)
    if (!read.ok) return read
    const { messages, cursor } = read.value
    const recent = messages.filter((message) => isSince(message, since))
    items.push(...recent.flatMap(saidIn).map((message) => messageItem(message, { convoId, members, access: at.access })))
    if (cursor === undefined || recent.length < messages.length || messages.length === 0) break
    from = cursor
  }
  return { ok: true, value: items }
}

function saidIn(given: unknown): readonly Message[] {
  const { data } = messageSchema.safeParse(given)
  return data ? [data] : []
}

function isSince({ sentAt }: { readonly sentAt: string }, since: Temporal.Instant): boolean {
  return Date.parse(sentAt) >= since.epochMilliseconds
}

const writtenSchema = z.object({ convoId: z.string(), message: messageSchema, relatedProfiles: z.array(memberSchema).default([]) })
const deletedSchema = z.object({ message: z.object({ id: z.string() }) })
const revSchema = z.object({ rev: z.string() })

/** What was written and deleted since. A person deletes for themselves alone: what others delete stays here as it stays with them. */
async function readLog(from: string, at: Asking): Promise<Outcome<InboxPage>> {
  const query: Record<string, string> = from === '' ? {} : { cursor: from }
  const read = await askChat({ method, query, answer: logSchema }, at.access, at.environment)
  if (!read.ok) return read
  const { logs } = read.value
  const written = logs.filter(({ $type }) => $type === 'chat.bsky.convo.defs#logCreateMessage')
  const items = await itemsOf(
    written.flatMap((log) => writtenSchema.safeParse(log).data ?? []),
    at,
  )
  if (!items.ok) return items
  const deleted = logs.filter(({ $type }) => $type === 'chat.bsky.convo.defs#logDeleteMessage')
  const gone = deleted.flatMap((log) => deletedSchema.safeParse(log).data?.message.id ?? [])
  const to = read.value.cursor ?? logs.reduce((latest, log) => later(latest, revSchema.safeParse(log).data?.rev), from)
  return { ok: true, value: { items: items.value, gone, more: logs.length > 0 && to !== from, cursor: { log: to } } }
}

/** Revisions are keys ordered by time. */
function later(one: string, other: string | undefined): string {
  return other !== undefined && other > one ? other : one
}

/** Whoever speaks is told with it, but need not be: then the conversation is asked. */
async function itemsOf(written: readonly z.infer<typeof writtenSchema>[], at: Asking): Promise<Outcome<readonly InboxItem[]>> {
  const asked = new Map<string, Convo['members']>()
  const items: InboxItem[] = []
  for (const { convoId, message, relatedProfiles } of written) {
    const isTold = relatedProfiles.some(({ did }) => did === message.sender.did)
    if (!isTold && !asked.has(convoId)) {
      const members = await membersOf(convoId, at)
      if (!members.ok) return members
      asked.set(convoId, members.value)
    }
    const members = [...relatedProfiles, ...(asked.get(convoId) ?? [])]
    items.push(messageItem(message, { convoId, members, access: at.access }))
  }
  return { ok: true, value: items }
}

async function membersOf(convoId: string, { access, environment }: Asking): Promise<Outcome<Convo['members']>> {
  const answer = z.object({ convo: convoSchema })
  const read = await askChat({ method: 'chat.bsky.convo.getConvo', query: { convoId }, answer }, access, environment)
  if (read.ok) return { ok: true, value: read.value.convo.members }
  // Who has left a conversation is told no more of it.
  return read.trouble.kind === 'rejected' ? { ok: true, value: [] } : read
}
