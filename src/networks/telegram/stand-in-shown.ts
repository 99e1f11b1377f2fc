import { z } from 'zod'

import type { Json } from '#kit/json'

import { nowAt } from '../stand-in-time.ts'
import { botUser, chatFields, type Place } from './stand-in-chats.ts'
import { channelOf, type File, groupOf, type Message, messageIn, type Person, type Server } from './stand-in-state.ts'
import { entitiesIn } from './stand-in-text.ts'

/** A message as the API shows it. */
export function shown(server: Server, message: Message): { readonly [name: string]: Json } {
  const replied = messageIn(server, message.chat, message.replyTo)
  const thread = threadOf(server, message)
  return {
    ...withoutReply(server, message),
    ...(replied ? { reply_to_message: withoutReply(server, replied) } : {}),
    ...(thread === undefined ? {} : { message_thread_id: thread }),
  }
}

function withoutReply(server: Server, message: Message): { readonly [name: string]: Json } {
  const place = placeWith(server, message.chat)
  const captioned = message.file !== undefined
  const entities = entitiesIn(message.text)
  return {
    message_id: message.message,
    ...senderOf(server, message, place),
    date: seconds(message.at),
    ...(message.editedAt === undefined ? {} : { edit_date: seconds(message.editedAt) }),
    chat: chatFields(place),
    ...(message.copyOf === undefined ? {} : copyFields(place.person, message)),
    ...(message.album === undefined ? {} : { media_group_id: message.album }),
    ...(message.protected ? { has_protected_content: true } : {}),
    ...(message.poll || message.text === '' ? {} : { [captioned ? 'caption' : 'text']: message.text }),
    ...(message.poll || entities.length === 0 ? {} : { [captioned ? 'caption_entities' : 'entities']: entities }),
    ...(message.file ? fileFields(message.file) : {}),
    ...(message.poll ? { poll: pollFields(message, message.poll) } : {}),
  }
}

/** In the group, the network itself hands the channel's posts on; a channel speaks for itself. */
function senderOf(server: Server, { from, copyOf }: Message, place: Place): { readonly [name: string]: Json } {
  const channel = chatFields({ ...place, kind: 'channel', chat: channelOf(place.person) })
  if (place.kind === 'channel') return { sender_chat: channel }
  if (copyOf !== undefined) return { from: { id: 777_000, is_bot: false, first_name: 'Telegram' }, sender_chat: channel }
  if (from === channelOf(place.person)) {
    return { from: { id: 136_817_688, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' }, sender_chat: channel }
  }
  const bot = server.state.people.find((person) => person.bot.id === from)
  return { from: bot ? botUser(bot) : userFields(server, from) }
}

function userFields({ state }: Server, id: number): Json {
  const person = state.people.find(({ userId }) => userId === id)
  return { id, is_bot: false, first_name: person?.displayName ?? '', ...(person ? { username: person.handle } : {}) }
}

function copyFields(person: Person, { copyOf = 0, at }: Message): { readonly [name: string]: Json } {
  const chat = chatFields({ person, kind: 'channel', chat: channelOf(person) })
  return { is_automatic_forward: true, forward_origin: { type: 'channel', date: seconds(at), chat, message_id: copyOf } }
}

function fileFields({ id, kind, width, height, seconds: length = 0, name, mimeType, bytes, spoiler }: File): {
  readonly [name: string]: Json
} {
  const known = { file_id: `file-${id}`, file_unique_id: id, file_size: bytes }
  const more = spoiler ? { has_media_spoiler: true } : {}
  if (kind === 'photo') return { photo: [{ ...known, width, height }], ...more }
  if (kind === 'document') return { document: { ...known, file_name: name, mime_type: mimeType } }
  const film = { ...known, width, height, duration: Math.round(length), mime_type: mimeType }
  return kind === 'video' ? { video: film, ...more } : { animation: film, document: { ...known, mime_type: mimeType }, ...more }
}

function pollFields({ text }: Message, { id, options, multiple, seconds: open }: NonNullable<Message['poll']>): Json {
  return {
    id,
    question: text,
    options: options.map((option, index) => ({ persistent_id: `${id}${index}`, text: option, voter_count: 0 })),
    total_voter_count: 0,
    is_closed: false,
    is_anonymous: true,
    type: 'regular',
    allows_multiple_answers: multiple,
    allows_revoting: true,
    members_only: false,
    open_period: open,
  }
}

/** What a message of the group stands under: the copy of a post, or what began a row of answers. */
export function threadOf(server: Server, { chat, replyTo }: Message): number | undefined {
  const above = messageIn(server, chat, replyTo)
  if (!above || placeWith(server, chat).kind === 'channel') return undefined
  return threadOf(server, above) ?? above.message
}

export function placeWith({ state }: Server, chat: number): Place {
  const person = state.people.find((each) => channelOf(each) === chat || each.groupId === chat)
  if (!person) throw new Error(`There is no chat ${chat} on Telegram.`)
  return { person, chat, kind: person.groupId === chat ? 'group' : 'channel' }
}

function seconds(at: string): number {
  return Math.floor(Date.parse(at) / 1000)
}

/** Tells a chat's bot of something, unless it did it itself. It is kept for a day, as it was when it happened. */
export function tell(server: Server, kind: 'message' | 'edited_message' | 'channel_post' | 'edited_channel_post', message: Message): void {
  const { person, kind: place } = placeWith(server, message.chat)
  const { privacy, rights } = server.settings
  const group = groupOf(server, person)
  if (message.byBot !== undefined && message.copyOf === undefined) return
  const hears = place === 'channel' ? rights !== 'none' : group === 'administrator' || (group === 'member' && !privacy)
  if (!hears) return
  server.state.waiting.push({
    bot: person.bot.id,
    id: server.state.nextUpdate,
    kind,
    message: z.json().parse(shown(server, message)),
    at: nowAt(server),
  })
  server.state.nextUpdate += 1
}
