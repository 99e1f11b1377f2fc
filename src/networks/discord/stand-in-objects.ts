import type { Json } from '#kit/json'

import { crowdOf } from '../stand-in-crowd.ts'
import { threadObject, timestamp, userObject } from './stand-in-places.ts'
import { channelOwner, type Embed, type File, type Message, type Server } from './stand-in-state.ts'

/** Who reads it: the user of a bot; undefined for whoever has a webhook's address. */
type Reader = string | undefined

export function messageObject(server: Server, message: Message, reader: Reader): { readonly [name: string]: Json } {
  const { state, settings } = server
  const above = message.replyTo === undefined ? undefined : state.messages.find(({ id }) => id === message.replyTo)
  const thread = state.threads.find(({ id, parent }) => id === message.id && parent === message.channel)
  const guild = channelOwner(server, message.channel)?.guild ?? '0'
  return {
    ...plainMessage(server, message, reader),
    ...(settings.tellsNonces && message.nonce !== undefined ? { nonce: message.nonce } : {}),
    ...(message.replyTo === undefined
      ? {}
      : {
          message_reference: { type: 0, channel_id: message.channel, message_id: message.replyTo, guild_id: guild },
          referenced_message: above ? withReference(server, above, reader) : null,
        }),
    ...(thread ? { thread: threadObject(server, thread) } : {}),
    ...reactionsOf(server, message),
  }
}

/** What is answered is told with what it answers itself, but no further. */
function withReference(server: Server, message: Message, reader: Reader): Json {
  const { replyTo, channel } = message
  return {
    ...plainMessage(server, message, reader),
    ...(replyTo === undefined ? {} : { message_reference: { type: 0, channel_id: channel, message_id: replyTo } }),
  }
}

function plainMessage(server: Server, message: Message, reader: Reader): { readonly [name: string]: Json } {
  const { id, channel, at, editedAt, flags, crossposted, called, everyone, replyTo, poll } = message
  const isOpen = mayReadWords(server, message, reader)
  const mentioned = server.state.people.filter(({ user }) => called.includes(user))
  return {
    id,
    channel_id: channel,
    type: replyTo === undefined ? 0 : 19,
    author: authorObject(server, message),
    content: isOpen ? message.content : '',
    timestamp: timestamp(at),
    edited_timestamp: editedAt === undefined ? null : timestamp(editedAt),
    tts: false,
    mention_everyone: everyone,
    mentions: mentioned.map((person) => userObject(person)),
    mention_roles: [],
    attachments: isOpen ? message.files.filter(({ inCard }) => !inCard).map((file) => attachmentObject(server, file)) : [],
    embeds: isOpen ? message.embeds.map((embed) => embedObject(server, message, embed)) : [],
    components: [],
    pinned: false,
    flags: flags + (crossposted ? 1 : 0),
    ...(message.byWebhook ? { webhook_id: webhookOf(server, message) } : {}),
    ...(poll && isOpen ? { poll: pollObject(message) } : {}),
  }
}

/** Without the intent a bot reads its own words, and those that call it. */
function mayReadWords({ settings, state }: Server, { called, personId }: Message, reader: Reader): boolean {
  if (settings.content || reader === undefined || called.includes(reader)) return true
  return state.people.find(({ id }) => id === personId)?.user === reader
}

function authorObject(server: Server, message: Message): Json {
  const person = server.state.people.find(({ id }) => id === message.personId)
  if (!person) throw new Error('Somebody wrote this.')
  if (!message.byWebhook) return userObject(person)
  return {
    ...userObject(person, { bot: true }),
    id: person.webhook.id,
    discriminator: '0000',
    global_name: null,
    username: person.displayName,
  }
}

function webhookOf({ state }: Server, { personId }: Message): string {
  return state.people.find(({ id }) => id === personId)?.webhook.id ?? ''
}

export function fileUrl({ world }: Pick<Server, 'world'>, { id, fileName }: Pick<File, 'id' | 'fileName'>): string {
  return `${world.webOrigin}/files/${id}/${encodeURIComponent(fileName)}`
}

function attachmentObject(server: Server, file: File): Json {
  const url = fileUrl(server, file)
  return {
    id: file.id,
    filename: file.fileName,
    size: file.size,
    url,
    proxy_url: url,
    content_type: file.mimeType,
    ...(file.width === undefined || file.height === undefined ? {} : { width: file.width, height: file.height }),
    ...(file.alt === '' ? {} : { description: file.alt }),
    ...(file.spoiler ? { flags: 8 } : {}),
  }
}

function embedObject(server: Server, { files }: Pick<Message, 'files'>, { image, ...embed }: Embed): Json {
  const file = files.find(({ id }) => id === image)
  const url = file ? fileUrl(server, file) : image
  return { type: 'rich', ...embed, ...(url === undefined ? {} : { image: { url, proxy_url: url } }) }
}

function pollObject({ poll, id }: Message): Json {
  if (!poll) throw new Error('There is no poll.')
  return {
    question: { text: poll.question },
    answers: poll.answers.map((text, index) => ({ answer_id: index + 1, poll_media: { text } })),
    expiry: timestamp(poll.expiry),
    allow_multiselect: poll.multiple,
    layout_type: 1,
    results: {
      is_finalized: false,
      answer_counts: poll.answers.map((_, index) => ({ id: index + 1, count: votes(id, index), me_voted: false })),
    },
  }
}

/** Nobody here votes; some did elsewhere. */
function votes(id: string, index: number): number {
  return Number(id.slice(-2, -1)) > 4 ? index : 0
}

/** Everybody likes with the same sign here. */
function reactionsOf({ state }: Server, { id, likes }: Message): { readonly [name: string]: Json } {
  const count = likes.length + crowdOf(state, id, 'reactions')
  if (count <= 0) return {}
  return {
    reactions: [
      { emoji: { id: null, name: '👍' }, count, count_details: { burst: 0, normal: count }, burst_colors: [], me_burst: false, me: false },
    ],
  }
}
