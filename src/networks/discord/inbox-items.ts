import type {
  AccountAccess,
  InboxAuthor,
  InboxItem,
  InboxKind,
  InboxMedia,
  InboxPost,
  InboxThread,
  NetworkEnvironment,
  Outcome,
} from '../network.ts'
import { ask, callOf } from './api.ts'
import { type Message, messageSchema, nameOf, type User, wordsOf } from './message-schema.ts'
import { addressOf, idOf, pictureOf, type Place, type Session } from './session.ts'

export interface Asking {
  readonly access: AccountAccess
  readonly session: Extract<Session, { way: 'bot' }>
  readonly environment: NetworkEnvironment
}

/** Said by somebody, or as an answer; every other type is a notice of the network. */
export function isSaid({ type }: Pick<Message, 'type'>): boolean {
  return type === 0 || type === answer
}

const answer = 19

/** The message that it answers, by its id; passing something on names one too, but answers nothing. */
export function answeredIn({ type, message_reference: reference }: Message): string | undefined {
  return type === answer ? reference?.message_id : undefined
}

/** undefined where it is gone. */
export async function readMessage({ channel, id }: Place, { session, environment }: Asking): Promise<Outcome<Message | undefined>> {
  const path = `channels/${encodeURIComponent(channel)}/messages/${encodeURIComponent(id)}`
  const read = await ask({ ...callOf(session), path, answer: messageSchema }, environment)
  return read.ok || read.trouble.reason.code !== 'not-there' ? read : { ok: true, value: undefined }
}

interface Said {
  readonly kind: InboxKind
  readonly thread: InboxThread
}

export function itemOf(message: Message, { kind, thread }: Said, { session }: Asking): InboxItem {
  const place = { channel: message.channel_id, id: message.id }
  const answers = answeredIn(message)
  return {
    externalId: idOf(place, session),
    kind,
    thread,
    author: authorOf(message.author, session),
    byUs: message.author.id === session.bot,
    text: wordsOf(message),
    media: message.attachments.map(mediaOf),
    at: Temporal.Instant.from(message.timestamp),
    ...(message.edited_timestamp ? { editedAt: Temporal.Instant.from(message.edited_timestamp) } : {}),
    url: addressOf(session, place),
    ...(answers === undefined ? {} : { answers: idOf({ channel: place.channel, id: answers }, session) }),
    answerTo: { ...place },
  }
}

function authorOf(user: User, session: Session): InboxAuthor {
  const { id, username } = user
  return {
    externalId: id,
    handle: username,
    name: nameOf(user),
    ...pictureOf(session, user),
  }
}

function mediaOf({ url, content_type: type = '', description }: Message['attachments'][number]): InboxMedia {
  const [family] = type.split('/')
  const kind = family === 'image' || family === 'video' || family === 'audio' ? family : 'file'
  return { kind, url, alt: description ?? '' }
}

/** Where the address and the id of a post of ours come from. */
export function postOf(place: Place, text: string, { session }: Asking): InboxPost {
  return { externalId: idOf(place, session), url: addressOf(session, place), text }
}
