import { z } from 'zod'

import type { Json } from '#kit/json'

import { newDigits } from '../stand-in-ids.ts'
import { needStanding, type Place, placeOf } from './stand-in-chats.ts'
import { readFile } from './stand-in-files.ts'
import { shown } from './stand-in-shown.ts'
import { type Message, messageIn } from './stand-in-state.ts'
import { kept } from './stand-in-text.ts'
import { type Asked, bad, parametersAs, wire } from './stand-in-wire.ts'
import { countSent, put } from './stand-in-write.ts'

const [longestText, longestCaption] = [4096, 1024]

const everywhere = {
  chat_id: wire.chat,
  disable_notification: wire.flag,
  protect_content: wire.flag,
  reply_parameters: wire.reply,
}
type Everywhere = z.infer<z.ZodObject<typeof everywhere>>
type Said = Pick<Message, 'text'> & Partial<Pick<Message, 'file' | 'album' | 'poll' | 'card'>>

export function sendMessage(asked: Asked): Json {
  const given = parametersAs(asked, { ...everywhere, text: wire.text, entities: wire.entities, link_preview_options: wire.preview })
  const text = textOf(given.text, { longest: longestText, empty: 'message text is empty', long: 'message is too long' })
  needEntities(given.text, given.entities)
  const { is_disabled: none = false, url = /https?:\/\/\S+/.exec(text)?.[0] } = given.link_preview_options ?? {}
  const [sent] = send(asked, given, [{ text, ...(none || url === undefined ? {} : { card: url }) }])
  return sent ?? {}
}

const captioned = { ...everywhere, caption: wire.text.optional(), caption_entities: wire.entities }
const film = { duration: z.int().optional(), width: z.int().optional(), height: z.int().optional() }
const lone = {
  sendPhoto: ['photo', { ...captioned, photo: z.string(), has_spoiler: wire.flag }],
  sendVideo: [
    'video',
    { ...captioned, ...film, video: z.string(), cover: z.string().optional(), supports_streaming: wire.flag, has_spoiler: wire.flag },
  ],
  sendAnimation: ['animation', { ...captioned, ...film, animation: z.string(), has_spoiler: wire.flag }],
  sendDocument: ['document', { ...captioned, document: z.string() }],
} as const

export async function sendFile(asked: Asked, method: keyof typeof lone): Promise<Json> {
  const [kind, shape] = lone[method]
  const given = parametersAs(asked, shape)
  const values = new Map(Object.entries(given))
  const file = await readFile(asked, {
    kind,
    named: values.get(kind),
    cover: values.get('cover'),
    spoiler: values.get('has_spoiler') === true,
  })
  const [sent] = send(asked, given, [{ text: captionOf(given), file }])
  return sent ?? {}
}

const itemSchema = z.strictObject({
  type: z.enum(['photo', 'video', 'document']),
  media: z.string(),
  caption: z.string().optional(),
  caption_entities: wire.entities,
  cover: z.string().optional(),
  has_spoiler: wire.flag,
  supports_streaming: wire.flag,
  ...film,
})

export async function sendMediaGroup(asked: Asked): Promise<Json> {
  const given = parametersAs(asked, { ...everywhere, media: z.array(itemSchema) })
  const { media } = given
  if (media.length < 2 || media.length > 10) throw bad('media group must have from 2 to 10 items')
  if (media.some(({ type }) => type === 'document') && media.some(({ type }) => type !== 'document'))
    throw bad("document can't be mixed with other media types")
  const album = newDigits('13', 17)
  const said: Said[] = []
  for (const item of media) {
    const file = await readFile(asked, { kind: item.type, named: item.media, cover: item.cover, spoiler: item.has_spoiler === true })
    said.push({ text: captionOf(item), file, album })
  }
  return [...send(asked, given, said)]
}

export function sendPoll(asked: Asked): Json {
  const option = z.strictObject({ text: z.string() })
  const shape = {
    ...everywhere,
    question: wire.text,
    options: z.array(option),
    is_anonymous: wire.flag,
    allows_multiple_answers: wire.flag,
    open_period: z.int(),
  }
  const { question, options, is_anonymous: secret = true, allows_multiple_answers: multiple = false, ...given } = parametersAs(asked, shape)
  const text = textOf(question, {
    longest: 300,
    empty: 'poll question must be non-empty',
    long: 'poll question length must not exceed 300',
  })
  if (options.length < 1 || options.length > 12) throw bad('poll must have from 1 to 12 options')
  const texts = options.map((each) =>
    textOf(each.text, { longest: 100, empty: 'poll options must be non-empty', long: 'poll options length must not exceed 100' }),
  )
  if (given.open_period < 5 || given.open_period > 2_628_000) throw bad('open_period must be from 5 to 2628000')
  if (!secret && placeOf(asked, given.chat_id).kind === 'channel') throw bad("non-anonymous polls can't be sent to channel chats")
  const [sent] = send(asked, given, [{ text, poll: { id: newDigits('5', 19), options: texts, multiple, seconds: given.open_period } }])
  return sent ?? {}
}

/** Into a channel where the bot may post, or a group that it is in. */
function send(asked: Asked, { chat_id: named, reply_parameters: reply, ...how }: Everywhere, said: readonly Said[]): readonly Json[] {
  const { server, owner } = asked
  const place = placeOf(asked, named)
  needStanding(asked, place, 'can_post_messages')
  if (reply && !messageIn(server, place.chat, reply.message_id)) throw bad('message to be replied not found')
  countSent(server, place.chat, said.length)
  const messages = said.map((each) =>
    put(server, {
      chat: place.chat,
      from: senderIn(place, owner.bot.id),
      byBot: owner.bot.id,
      ...each,
      ...(reply ? { replyTo: reply.message_id } : {}),
      ...(how.disable_notification ? { silent: true } : {}),
      ...(how.protect_content ? { protected: true } : {}),
    }),
  )
  return messages.map((message) => shown(server, message))
}

function senderIn({ kind, chat }: Place, bot: number): number {
  return kind === 'channel' ? chat : bot
}

interface Limit {
  readonly longest: number
  readonly empty: string
  readonly long: string
}

function textOf(written: string, { longest, empty, long }: Limit): string {
  const text = kept(written)
  if (text === '') throw bad(empty)
  if (text.length > longest) throw bad(long)
  return text
}

function captionOf({
  caption = '',
  caption_entities: entities,
}: {
  caption?: string | undefined
  caption_entities?: z.infer<typeof wire.entities>
}): string {
  const text = kept(caption)
  if (text.length > longestCaption) throw bad('message caption is too long')
  needEntities(caption, entities)
  return text
}

/** What is marked lies within the text, and is what it says. */
function needEntities(text: string, entities: z.infer<typeof wire.entities> = []): void {
  for (const { type, offset, length } of entities) {
    const marked = text.slice(offset, offset + length)
    const isSo =
      marked.length === length &&
      { mention: marked.startsWith('@'), hashtag: marked.startsWith('#'), url: marked.includes('.') || marked.includes(':') }[type]
    if (!isSo) throw bad(`can't parse entities: ${type} at ${offset} is none`)
  }
}

/** `editMessageText`, `editMessageCaption`: of what the bot itself posted. */
export function editMessage(asked: Asked, what: 'text' | 'caption'): Json {
  const shape = { chat_id: wire.chat, message_id: z.int() }
  const text =
    what === 'text'
      ? parametersAs(asked, { ...shape, text: wire.text, entities: wire.entities, link_preview_options: wire.preview }).text
      : (parametersAs(asked, { ...shape, caption: wire.text.optional(), caption_entities: wire.entities }).caption ?? '')
  const { chat_id: named, message_id: number } = z.object(shape).parse(Object.fromEntries(asked.parameters))
  const message = messageIn(asked.server, placeOf(asked, named).chat, number)
  if (!message) throw bad('message to edit not found')
  if (message.byBot !== asked.owner.bot.id || message.poll || (message.file === undefined) !== (what === 'text'))
    throw bad("message can't be edited")
  const wanted =
    what === 'text'
      ? textOf(text, { longest: longestText, empty: 'message text is empty', long: 'message is too long' })
      : captionOf({ caption: text })
  const { url: card } = wire.preview.parse(asked.parameters.get('link_preview_options')) ?? {}
  if (message.text === wanted && (what === 'caption' || message.card === card))
    throw bad(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content of the message',
    )
  return shown(asked.server, change(asked, message, { text: wanted, card }))
}

function change({ server }: Asked, message: Message, { text, card }: { text: string; card: string | undefined }): Message {
  message.text = text
  if (card !== undefined) message.card = card
  else delete message.card
  message.editedAt = server.world.now().toString({ smallestUnit: 'millisecond' })
  server.world.changed()
  return message
}
