import { z } from 'zod'

import { isOlder, nowAt } from '../stand-in-time.ts'
import { fieldsIn, madeNow, readBody, saidIn } from './stand-in-body.ts'
import { messageObject } from './stand-in-objects.ts'
import { channelOwner, type Message, type Said, type Server, typeOf } from './stand-in-state.ts'
import {
  DiscordError,
  invalid,
  json,
  missingPermissions,
  needPermission,
  type Signed,
  unknownChannel,
  unknownMessage,
} from './stand-in-wire.ts'

/** `GET /channels/{channel}/messages`: newest first, of those after an id the oldest; none to whoever may not read what was said before. */
export function listMessages({ server, url, person }: Signed, channel: string): Response {
  needChannel(server, channel)
  needPermission({ server }, 'VIEW_CHANNEL')
  if (isForum(server, channel)) throw new DiscordError(400, 50_024, 'Cannot execute action on this channel type')
  if (server.settings.denied.includes('READ_MESSAGE_HISTORY')) return json([])
  const limit = Number(url.searchParams.get('limit') ?? 50)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw invalid('limit', 'NUMBER_TYPE_MAX', 'int value should be between 1 and 100.')
  const [after, before] = [url.searchParams.get('after'), url.searchParams.get('before')]
  if (after !== null && before !== null) throw invalid('after', 'BASE_TYPE_CHOICES', 'Only one of after, before and around may be given.')
  const all = server.state.messages.filter((each) => each.channel === channel && isBeyond(each.id, after, before))
  const page = after === null ? all.slice(-limit) : all.slice(0, limit)
  return json(page.toReversed().map((message) => messageObject(server, message, person.user)))
}

function isBeyond(id: string, after: string | null, before: string | null): boolean {
  return (after === null || BigInt(id) > BigInt(after)) && (before === null || BigInt(id) < BigInt(before))
}

export function readMessage(asked: Signed, channel: string, id: string): Response {
  needChannel(asked.server, channel)
  needPermission(asked, 'VIEW_CHANNEL')
  needPermission(asked, 'READ_MESSAGE_HISTORY')
  return json(messageObject(asked.server, messageIn(asked, channel, id), readerOf(asked)))
}

/** `POST /channels/{channel}/messages`. */
export async function createMessage(asked: Signed, channel: string): Promise<Response> {
  const { server, person, request } = asked
  needChannel(server, channel)
  needPermission(asked, 'VIEW_CHANNEL')
  needPermission(asked, channel === channelOwner(server, channel)?.id ? 'SEND_MESSAGES' : 'SEND_MESSAGES_IN_THREADS')
  if (isForum(server, channel)) throw new DiscordError(400, 50_008, 'Cannot send messages in a non-text channel')
  const body = await readBody(request)
  const { nonce, enforce_nonce: enforced, message_reference: reference } = extrasIn(body.fields)
  const known = enforced && nonce !== undefined ? messageUnder(asked, nonce) : undefined
  if (known) return json(messageObject(server, known, person.user))
  const said = await saidIn(body, server)
  const replyTo = reference === undefined ? undefined : answeredIn(asked, channel, reference)
  const message = keep(server, {
    ...withCalled(said, replyTo, server),
    channel,
    personId: person.id,
    byWebhook: false,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(nonce === undefined ? {} : { nonce }),
  })
  if (nonce !== undefined) server.state.nonces.push({ user: person.user, nonce, message: message.id, at: message.at })
  // The answer that makes a message tells its nonce.
  return json({ ...messageObject(server, message, person.user), ...(nonce === undefined ? {} : { nonce }) })
}

const extrasSchema = z.object({
  nonce: z.union([z.string(), z.int().transform(String)]).optional(),
  enforce_nonce: z.boolean().default(false),
  message_reference: z.object({ message_id: z.string(), fail_if_not_exists: z.boolean().default(true) }).optional(),
})
type Extras = z.infer<typeof extrasSchema>

/** What only a bot may add. @throws DiscordError */
function extrasIn(fields: unknown): Extras {
  const read = extrasSchema.safeParse(fields)
  if (!read.success) throw invalid(read.error.issues[0]?.path.join('.') ?? 'nonce', 'BASE_TYPE_BAD_TYPE', 'Wrong')
  if ((read.data.nonce?.length ?? 0) > 25) throw invalid('nonce', 'NONCE_TYPE_TOO_LONG', 'Nonce must be 25 or fewer in length.')
  return read.data
}

/** The message that this author made under this nonce in the past few minutes. @throws DiscordError where it was deleted since */
function messageUnder({ server, person }: Signed, nonce: string): Message | undefined {
  const { state, settings } = server
  const used = state.nonces.findLast(
    (each) => each.user === person.user && each.nonce === nonce && !isOlder(server, each.at, settings.nonceSeconds),
  )
  if (!used) return undefined
  const message = state.messages.find(({ id }) => id === used.message)
  if (!message) throw unknownMessage()
  return message
}

function answeredIn(
  { server }: Signed,
  channel: string,
  { message_id: id, fail_if_not_exists: fails }: NonNullable<Extras['message_reference']>,
): string | undefined {
  if (server.state.messages.some((each) => each.id === id && each.channel === channel)) return id
  if (fails) throw invalid('message_reference', 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', 'Unknown message')
  return undefined
}

/** Whoever is answered is called too, unless the author says otherwise. */
function withCalled(
  { callsAnswered, ...said }: Said & { readonly callsAnswered: boolean },
  replyTo: string | undefined,
  { state }: Server,
): Said {
  const answered = state.messages.find(({ id }) => id === replyTo)
  const user = state.people.find(({ id }) => id === answered?.personId)?.user
  return callsAnswered && user !== undefined && answered?.byWebhook === false
    ? { ...said, called: [...new Set([...said.called, user])] }
    : said
}

type New = Omit<Message, 'id' | 'at' | 'crossposted' | 'likes' | 'forwards'>

/** `id`: of a thread that begins with it. */
export function keep(server: Server, message: New, id?: string): Message {
  const made = madeNow(server)
  const whole: Message = { ...message, ...made, ...(id === undefined ? {} : { id }), crossposted: false, likes: [], forwards: [] }
  server.state.messages.push(whole)
  server.world.changed()
  return whole
}

/** `PATCH`: only what is named changes. People change their own alone. */
export async function editMessage(asked: Signed, channel: string, id: string): Promise<Response> {
  const { server } = asked
  const message = ownMessage(asked, channel, id)
  const body = await readBody(asked.request)
  const fields = fieldsIn(body.fields)
  if (fields.poll)
    throw new DiscordError(400, 50_035, 'Invalid Form Body', {
      poll: { _errors: [{ code: 'POLL_CANNOT_EDIT', message: 'A poll cannot be changed.' }] },
    })
  const kept = { content: message.content, ...(typeof body.fields === 'object' ? body.fields : {}), attachments: null }
  const said = await saidIn({ fields: kept, uploads: body.uploads }, server, message.files.length)
  message.content = said.content
  if (fields.embeds) message.embeds = said.embeds.map((embed) => withOwnPicture(embed, message))
  message.editedAt = nowAt(server)
  server.world.changed()
  return json(messageObject(server, message, readerOf(asked)))
}

/** The address of a file of the message itself means that file. */
function withOwnPicture(embed: Said['embeds'][number], { files }: Message): Said['embeds'][number] {
  const own = files.find(({ id }) => embed.image?.includes(`/files/${id}/`))
  return own ? { ...embed, image: own.id } : embed
}

export function deleteMessage(asked: Signed, channel: string, id: string): Response {
  const { state, world } = asked.server
  state.messages.splice(state.messages.indexOf(ownMessage(asked, channel, id)), 1)
  world.changed()
  return new Response(null, { status: 204 })
}

/** `POST …/crosspost`: once, in announcement channels. */
export function crosspostMessage(asked: Signed, channel: string, id: string): Response {
  const { server } = asked
  const message = ownMessage(asked, channel, id)
  if (typeOf(server, asked.person) !== 5) throw new DiscordError(400, 50_024, 'Cannot execute action on this channel type')
  if (message.crossposted) throw new DiscordError(400, 40_033, 'This message has already been crossposted')
  message.crossposted = true
  server.world.changed()
  return json(messageObject(server, message, readerOf(asked)))
}

function ownMessage(asked: Signed, channel: string, id: string): Message {
  const message = messageIn(asked, channel, id)
  const isOwn = message.personId === asked.person.id && message.byWebhook === (asked.by === 'webhook')
  if (isOwn) return message
  throw asked.by === 'webhook' ? unknownMessage() : missingPermissions()
}

export function messageIn({ server }: Pick<Signed, 'server'>, channel: string, id: string): Message {
  const message = server.state.messages.find((each) => each.id === id && each.channel === channel)
  if (!message) throw unknownMessage()
  return message
}

function needChannel(server: Server, channel: string): void {
  if (!channelOwner(server, channel)) throw unknownChannel()
}

export function isForum(server: Server, channel: string): boolean {
  const owner = channelOwner(server, channel)
  return owner?.id === channel && typeOf(server, owner) === 15
}

/** Whoever has a webhook's address reads its messages as they are. */
export function readerOf({ person, by }: Signed): string | undefined {
  return by === 'bot' ? person.user : undefined
}
