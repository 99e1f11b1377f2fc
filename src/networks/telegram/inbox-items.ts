import type { InboxAuthor, InboxItem, InboxPost } from '../network.ts'
import type { Copy } from './copies.ts'
import { idIn } from './ids.ts'
import type { Group } from './known.ts'
import { addressIn } from './session.ts'
import type { Message, Words } from './updates.ts'

/** A channel, its discussion group, and what is known of the posts that are discussed there. */
export interface Room {
  readonly group: Group
  readonly channel: { readonly id: number; readonly username?: string; readonly web: string }
  readonly bot: number
  /** By the number of their copies in the group. */
  readonly posts: Readonly<Record<string, { readonly message: number; readonly text: string }>>
}

/** What is kept of a post, so that what is said under it can be told to be about it. */
export function postOf({ original, words }: Copy, longest: number): Room['posts'][string] {
  return { message: original, text: (words.text ?? words.caption ?? words.poll?.question ?? '').slice(0, longest).toWellFormed() }
}

/**
 * What somebody said in the group; undefined for what is no saying: a copy of a post, somebody joining, something pinned, and what the
 * channel itself says to nobody. Each person has a thread of their own under each post, with what they are answered: under one post
 * hundreds may speak, and one answered is not all answered.
 */
export function itemOf(message: Message | undefined, room: Room): InboxItem | undefined {
  if (!message || message.chat.id !== room.group.id || message.is_automatic_forward === true) return undefined
  const text = wordsOf(message)
  const author = authorOf(message, room)
  if (text === undefined || !author) return undefined
  const answered = answeredIn(message)
  const byUs = isOurs(message, room)
  const partner = byUs ? answered && !isOurs(answered, room) && authorOf(answered, room) : author
  if (!partner) return undefined
  const post = room.posts[String(message.message_thread_id)]
  return {
    externalId: idIn(room.group.id, message.message_id),
    kind: message.message_thread_id === undefined ? 'mention' : 'comment',
    thread: {
      externalId: `${room.group.id}/${message.message_thread_id ?? 'group'}/${partner.externalId}`,
      ...(post ? { about: aboutOf(post, room) } : {}),
    },
    author,
    byUs,
    text,
    media: [],
    at: instant(message.date),
    ...(message.edit_date === undefined ? {} : { editedAt: instant(message.edit_date) }),
    url: addressIn(room.channel, room.group, message.message_id),
    ...(answered ? { answers: idIn(room.group.id, answered.message_id) } : {}),
    answerTo: { message: message.message_id },
  }
}

/** What it answers, unless that is the post itself. */
function answeredIn({ reply_to_message: answered }: Message): Words | undefined {
  return answered?.is_automatic_forward === true ? undefined : answered
}

/** The bot, the channel, and whoever speaks for the group without a name. */
function isOurs({ from, sender_chat: chat }: Words, { bot, channel, group }: Room): boolean {
  return chat ? chat.id === channel.id || chat.id === group.id : from?.id === bot
}

/** Whoever speaks for a channel of their own is that channel. */
function authorOf({ from, sender_chat: chat }: Words, { channel: { web } }: Room): InboxAuthor | undefined {
  const handle = (chat ? chat.username : from?.username) ?? ''
  const name = chat ? (chat.title ?? '') : [from?.first_name, from?.last_name].filter(Boolean).join(' ')
  const id = chat?.id ?? from?.id
  if (id === undefined) return undefined
  return { externalId: String(id), handle, name: name || handle, ...(handle === '' ? {} : { url: `${web}/${handle}` }) }
}

function aboutOf({ message, text }: Room['posts'][string], { channel }: Room): InboxPost {
  return { externalId: idIn(channel.id, message), url: addressIn(channel, channel, message), text }
}

/** What cannot be shown here stands as a sign, as in the apps' own notices; people see it there. undefined where nobody said anything. */
function wordsOf({ text, caption, ...message }: Message): string | undefined {
  const shown = signs.find(([kind]) => message[kind] !== undefined)?.[1]
  const words = text ?? caption ?? message.poll?.question
  if (message.sticker) return message.sticker.emoji ?? '🖼️'
  return words === undefined ? shown : shown === undefined ? words : `${shown} ${words}`
}

const signs = [
  ['photo', '🖼️'],
  ['animation', '🎞️'],
  ['video', '🎞️'],
  ['video_note', '🎞️'],
  ['voice', '🎤'],
  ['audio', '🎵'],
  ['document', '📎'],
  ['poll', '📊'],
  ['location', '📍'],
  ['contact', '👤'],
] as const

function instant(seconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
}
