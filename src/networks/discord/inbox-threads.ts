import { z } from 'zod'

import type { InboxItem, InboxPage, InboxRequest, Outcome } from '../network.ts'
import { ask, callOf } from './api.ts'
import { answeredIn, type Asking, isSaid, itemOf, postOf, readMessage } from './inbox-items.ts'
import { type Message, messageSchema, wordsOf } from './message-schema.ts'
import { compareIds, snowflakeAt } from './snowflake.ts'

const perPage = 100
const threadsAtOnce = 10

/** By thread: up to where it was read, and what the post said that it hangs on; no words of a thread that is none of ours. */
const cursorSchema = z.record(z.string(), z.object({ after: z.string(), text: z.string().optional() }))
type Cursor = z.infer<typeof cursorSchema>

const threadSchema = z.object({
  id: z.string(),
  parent_id: z.string().nullish(),
  owner_id: z.string().nullish(),
  last_message_id: z.string().nullish(),
})
type Thread = z.infer<typeof threadSchema>

/** What is said in threads that hang on messages of ours: those that people began there, and in a forum those of the bot. */
export async function readThreads(request: InboxRequest, at: Asking): Promise<Outcome<InboxPage>> {
  const before = cursorSchema.parse(request.cursor ?? {})
  const { session, environment } = at
  const path = `guilds/${session.guild}/threads/active`
  const listed = await ask({ ...callOf(session), path, answer: z.object({ threads: z.array(threadSchema) }) }, environment)
  if (!listed.ok) return listed
  const threads = listed.value.threads.filter(({ parent_id: parent }) => parent === session.channel)
  const due = threads.filter((thread) => isDue(thread, before[thread.id], request))
  const cursor: Cursor = Object.fromEntries(threads.flatMap(({ id }) => (before[id] ? [[id, before[id]]] : [])))
  const items: InboxItem[] = []
  let more = due.length > threadsAtOnce
  for (const thread of due.slice(0, threadsAtOnce)) {
    const told = await readThread(thread, { known: before[thread.id], request }, at)
    if (!told.ok) return told
    items.push(...told.value.items)
    cursor[thread.id] = told.value.place
    more ||= told.value.more
  }
  return { ok: true, value: { items, cursor: JSON.parse(JSON.stringify(cursor)), more } }
}

/** A thread of somebody else's never is; else one in which something was said since. */
function isDue({ last_message_id: last }: Thread, known: Cursor[string] | undefined, { since }: InboxRequest): boolean {
  if (!last || (known && known.text === undefined)) return false
  return compareIds(last, known?.after ?? snowflakeAt(since)) > 0
}

interface From {
  readonly known: Cursor[string] | undefined
  readonly request: InboxRequest
}

interface Told {
  readonly items: readonly InboxItem[]
  readonly place: Cursor[string]
  readonly more: boolean
}

async function readThread(thread: Thread, { known, request }: From, at: Asking): Promise<Outcome<Told>> {
  const after = known?.after ?? snowflakeAt(request.since)
  const text = known?.text === undefined ? await wordsOfPost(thread, at) : { ok: true as const, value: known.text }
  if (!text.ok) return text
  if (text.value === undefined) return { ok: true, value: { items: [], place: { after }, more: false } }
  const query = { limit: String(perPage), after }
  const path = `channels/${thread.id}/messages`
  const listed = await ask({ ...callOf(at.session), path, query, answer: z.array(messageSchema) }, at.environment)
  if (!listed.ok) return listed
  const messages = listed.value.toSorted((one, other) => compareIds(one.id, other.id))
  const channel = at.session.forum ? thread.id : at.session.channel
  const about = postOf({ channel, id: thread.id }, text.value, at)
  const items = messages
    .filter((message) => isSaid(message) && isAnswer(message, at))
    .map((message) => itemOf(message, { kind: 'comment', thread: { externalId: thread.id, about } }, at))
  const more = messages.length >= perPage
  const newest = messages.at(-1)?.id ?? after
  // The newest that the thread names may be deleted; nobody looks for it again.
  const end = !more && thread.last_message_id && compareIds(thread.last_message_id, newest) > 0 ? thread.last_message_id : newest
  return { ok: true, value: { items, place: { after: end, text: text.value }, more } }
}

/** Further parts of our own post stand there too; an answer of ours names what it answers. */
function isAnswer(message: Message, { session }: Asking): boolean {
  return message.author.id !== session.bot || answeredIn(message) !== undefined
}

/** What the post says on which the thread hangs; undefined where it is none of ours, or gone. A thread has the id of the message it began with. */
async function wordsOfPost({ id, owner_id: owner }: Thread, at: Asking): Promise<Outcome<string | undefined>> {
  const { session } = at
  if (session.forum && owner !== session.bot) return { ok: true, value: undefined }
  const read = await readMessage({ channel: session.forum ? id : session.channel, id }, at)
  if (!read.ok) return read
  return { ok: true, value: read.value?.author.id === session.bot ? wordsOf(read.value).slice(0, mostWords) : undefined }
}

/** Enough to know a post by. */
const mostWords = 300
