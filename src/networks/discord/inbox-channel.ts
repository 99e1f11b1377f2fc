import { z } from 'zod'

import type { InboxItem, InboxPage, InboxRequest, Outcome } from '../network.ts'
import { ask, callOf } from './api.ts'
import { answeredIn, type Asking, isSaid, itemOf, postOf, readMessage } from './inbox-items.ts'
import { type Message, messageSchema, wordsOf } from './message-schema.ts'
import { compareIds, snowflakeAt } from './snowflake.ts'

const perPage = 100
/** Of how many messages it is remembered to which talk they belong. */
const mostTalks = 300
const deepest = 10

/** The message that began a talk, and the post of ours that it is about. */
const talkSchema = z.object({ thread: z.string(), about: z.object({ id: z.string(), text: z.string() }).optional() })
type Talk = z.infer<typeof talkSchema>

/** `after`: the newest message that was read. `talks`: by the ids of messages that people may answer. */
const cursorSchema = z.object({ after: z.string().optional(), talks: z.array(z.tuple([z.string(), talkSchema])).default([]) })

/** What is said in the channel to the bot: answers to its messages with all that follows them, and where it is named. What people say to each other is none of ours. */
export async function readChannel(request: InboxRequest, at: Asking): Promise<Outcome<InboxPage>> {
  const cursor = cursorSchema.parse(request.cursor ?? {})
  const after = cursor.after ?? snowflakeAt(request.since)
  const { session, environment } = at
  const path = `channels/${session.channel}/messages`
  const listed = await ask(
    { ...callOf(session), path, query: { limit: String(perPage), after }, answer: z.array(messageSchema) },
    environment,
  )
  if (!listed.ok) return listed
  const messages = listed.value.toSorted((one, other) => compareIds(one.id, other.id))
  const talks = new Map(cursor.talks)
  const items: InboxItem[] = []
  for (const message of messages.filter(isSaid)) {
    const talk = await talkOf(message, talks, at)
    if (!talk.ok) return talk
    if (!talk.value) continue
    talks.set(message.id, talk.value)
    items.push(asItem(message, talk.value, at))
  }
  const next = { after: messages.at(-1)?.id ?? after, talks: [...talks].slice(-mostTalks) }
  return { ok: true, value: { items, cursor: JSON.parse(JSON.stringify(next)), more: messages.length >= perPage } }
}

function asItem(message: Message, { thread, about }: Talk, at: Asking): InboxItem {
  const place = about && { channel: at.session.channel, id: about.id }
  const post = place && postOf(place, about.text, at)
  return itemOf(message, { kind: post ? 'comment' : 'mention', thread: { externalId: thread, ...(post ? { about: post } : {}) } }, at)
}

/** To which talk it belongs; undefined for what is not said to us. */
async function talkOf(message: Message, talks: ReadonlyMap<string, Talk>, at: Asking): Promise<Outcome<Talk | undefined>> {
  const { session } = at
  const isOurs = message.author.id === session.bot
  const answered = answeredIn(message)
  const known = answered === undefined ? undefined : talks.get(answered)
  if (known) return { ok: true, value: known }
  const above = message.referenced_message
  if (answered !== undefined && above && (isOurs || above.author.id === session.bot)) {
    if (above.message_reference === undefined) return { ok: true, value: begunBy(above, message, at) }
    return walkUp(message, at)
  }
  const isNamed = !isOurs && message.mentions.some(({ id }) => id === session.bot)
  return { ok: true, value: isNamed ? { thread: message.id } : undefined }
}

type Root = Pick<Message, 'id' | 'content' | 'author' | 'poll'>

/** Every answer to a post of ours begins a talk of its own; what we answered first is a talk of whoever said it. */
function begunBy(root: Root, first: Pick<Message, 'id'>, { session }: Asking): Talk {
  if (root.author.id !== session.bot) return { thread: root.id }
  return { thread: first.id, about: { id: root.id, text: wordsOf({ ...root, mentions: [] }) } }
}

/** Asks for what is above, one by one. Where the beginning is gone, the oldest that is left began it. */
async function walkUp(message: Message, at: Asking): Promise<Outcome<Talk | undefined>> {
  let [current, first] = [message, message]
  for (let steps = 0; steps < deepest; steps += 1) {
    const above = answeredIn(current)
    if (above === undefined) break
    const read = await readMessage({ channel: current.channel_id, id: above }, at)
    if (!read.ok) return read
    if (!read.value) return { ok: true, value: { thread: current.id } }
    first = current
    current = read.value
  }
  return { ok: true, value: begunBy(current, first, at) }
}
