import { z } from 'zod'

import type { Json } from '#kit/json'

import { signedIn } from './stand-in-access.ts'
import { charge } from './stand-in-bill.ts'
import { nextId, nowOf } from './stand-in-ids.ts'
import { limits, spend } from './stand-in-limits.ts'
import type { Person, State } from './stand-in-state.ts'
import { listOf, userEntity, userFields } from './stand-in-users.ts'
import { type Asked, forbidden, input, invalid, notFound, query, type Server } from './stand-in-wire.ts'

type Message = State['messages'][number]

const Events = z.strictObject({
  max_results: z.coerce.number().int().min(1).max(100).default(100),
  pagination_token: z.string().min(1).optional(),
  event_types: listOf('MessageCreate', 'ParticipantsJoin', 'ParticipantsLeave'),
  'dm_event.fields': listOf('attachments', 'created_at', 'dm_conversation_id', 'entities', 'event_type', 'id', 'text'),
  'user.fields': userFields,
  expansions: listOf('attachments.media_keys', 'participant_ids', 'referenced_posts', 'sender_id'),
})
type Wanted = z.infer<typeof Events>

/** Of one with another; both ids, the smaller first. */
function conversationOf({ from, to }: Pick<Message, 'from' | 'to'>): string {
  return (BigInt(from) < BigInt(to) ? [from, to] : [to, from]).join('-')
}

/** `GET /2/dm_events`: everything the profile wrote and got, newest first. */
export function listEvents(asked: Asked): Json {
  const reader = signedIn(asked, ['dm.read', 'tweet.read', 'users.read'])
  spend(asked, limits.readMessages, reader.id)
  return pageOf(asked, messagesOf(asked.server, reader))
}

/** `GET /2/dm_conversations/:id/dm_events`. */
export function listConversation(asked: Asked, conversation: string): Json {
  const reader = signedIn(asked, ['dm.read', 'tweet.read', 'users.read'])
  spend(asked, limits.readMessages, reader.id)
  return pageOf(
    asked,
    messagesOf(asked.server, reader).filter((message) => conversationOf(message) === conversation),
  )
}

function messagesOf({ state }: Server, { id }: Person): readonly Message[] {
  return state.messages.filter(({ from, to }) => from === id || to === id).toReversed()
}

function pageOf(asked: Asked, all: readonly Message[]): Json {
  const { server } = asked
  const wanted = query(asked, Events)
  const from = wanted.pagination_token === undefined ? 0 : Number(Buffer.from(wanted.pagination_token, 'hex').toString())
  if (!Number.isInteger(from)) throw invalid('The pagination_token is not valid.', { pagination_token: [] })
  const page = all.slice(from, from + wanted.max_results)
  for (const _ of page) charge(server, 'message read')
  const senders = new Set(page.map((message) => message.from))
  const users = wanted.expansions?.includes('sender_id') ? server.state.people.filter(({ id }) => senders.has(id)) : []
  const next = from + page.length
  return {
    ...(page.length > 0 ? { data: page.map((message) => eventOf(message, wanted)) } : {}),
    ...(users.length > 0 ? { includes: { users: users.map((person) => userEntity(server, person, new Set(wanted['user.fields']))) } } : {}),
    meta: {
      result_count: page.length,
      ...(next < all.length ? { next_token: Buffer.from(String(next).padStart(8, '0')).toString('hex') } : {}),
    },
  }
}

function eventOf(message: Message, { 'dm_event.fields': fields = [], expansions = [] }: Wanted): Json {
  const given: Readonly<Record<string, Json>> = { created_at: message.at, dm_conversation_id: conversationOf(message) }
  return {
    id: message.id,
    event_type: 'MessageCreate',
    text: message.text,
    ...Object.fromEntries(Object.entries(given).filter(([name]) => fields.includes(name))),
    ...(expansions.includes('sender_id') ? { sender_id: message.from } : {}),
  }
}

const Send = z.strictObject({ text: z.string().min(1).max(10_000) })

/** `POST /2/dm_conversations/:id/messages`, of two people. */
export function sendMessage(asked: Asked, conversation: string): Response {
  const { server, headers } = asked
  const person = signedIn(asked, ['dm.write', 'tweet.read', 'users.read'])
  spend(asked, limits.sendMessage, person.id)
  spend(asked, limits.messagesOfUser, person.id)
  const { text } = input(asked, Send)
  const other = conversation.split('-').find((id) => id !== person.id)
  const to = server.state.people.find(({ id }) => id === other)
  if (!to || conversationOf({ from: person.id, to: to.id }) !== conversation)
    throw forbidden('You do not have permission to DM this conversation.')
  charge(server, 'message')
  const message = { id: nextId(server), from: person.id, to: to.id, text, at: nowOf(server) }
  server.state.messages.push(message)
  server.world.changed()
  return Response.json({ data: { dm_conversation_id: conversation, dm_event_id: message.id } }, { status: 201, headers })
}

/** `DELETE /2/dm_events/:id`: what one has sent. */
export function deleteEvent(asked: Asked, id: string): Json {
  const { server } = asked
  const person = signedIn(asked, ['dm.read', 'dm.write'])
  const message = server.state.messages.find((each) => each.id === id)
  if (!message) throw notFound(id, { parameter: 'event_id', type: 'dm_event' })
  if (message.from !== person.id) throw forbidden('You are not permitted to delete this message.')
  server.state.messages = server.state.messages.filter((each) => each !== message)
  server.world.changed()
  return { data: { deleted: true } }
}
