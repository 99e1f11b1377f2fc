import { z } from 'zod'

import type { Json } from '#kit/json'

import { GraphError, invalid, needed, notThere, onlyKnown, pick, type GraphAsked } from './stand-in-graph.ts'
import { isOlder } from './stand-in-time.ts'
import type { StandInMessage, StandInWorld } from './stand-in.ts'

/** A profile that talks with people in private, as Messenger and Instagram let it. */
export interface TalkHost {
  readonly world: StandInWorld
  readonly id: string
  readonly platform: 'messenger' | 'instagram'
  readonly messages: readonly StandInMessage[]
  /** Somebody as talks show them. */
  readonly shown: (personId: string) => Json
  readonly timestamp: (at: string) => string
  /** @throws GraphError where a text is not taken. */
  readonly check: (text: string) => void
  readonly write: (toId: string, text: string) => { readonly id: string }
  /** A comment of somebody under a post of the profile's own. */
  readonly commentOf: (commentId: string) => Commented | undefined
}

interface Commented {
  readonly authorId: string
  readonly at: string
  readonly wasAnswered: boolean
  /** It is answered privately now, which it can be once. */
  readonly answered: () => void
}

const recipientSchema = z.union([z.strictObject({ id: z.string() }), z.strictObject({ comment_id: z.string() })])
const messageSchema = z.strictObject({ text: z.string() })
const day = 24 * 60 * 60

/** `POST /{profile}/messages`: to somebody who wrote within a day, or once to whoever wrote a comment within a week. */
export function sendMessageAs(asked: GraphAsked, host: TalkHost): Json {
  onlyKnown(asked, ['recipient', 'message', 'messaging_type'])
  const recipient = recipientSchema.safeParse(parsed(needed(asked, 'recipient'))).data
  const text = messageSchema.safeParse(parsed(needed(asked, 'message'))).data?.text
  if (needed(asked, 'messaging_type') !== 'RESPONSE') throw invalid('Param messaging_type must be RESPONSE here')
  if (!recipient || text === undefined || text.trim() === '') throw invalid('Invalid parameter')
  host.check(text)
  const to = 'id' in recipient ? inWindow(host, recipient.id) : authorOfComment(host, recipient.comment_id)
  return { recipient_id: to, message_id: host.write(to, text).id }
}

function parsed(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return undefined // What cannot be read is no recipient.
  }
}

/** @throws GraphError (100/2018001, 10/2018278) */
function inWindow({ world, messages, id: hostId }: TalkHost, personId: string): string {
  const last = messages.findLast(({ from, to }) => from === personId && to === hostId)
  if (!last) throw new GraphError('(#100) No matching user found', { code: 100, subcode: 2018001 })
  if (isOlder({ world }, last.at, day)) throw tooLate()
  return personId
}

/** @throws GraphError (100/33, 10/2018278, 10900) */
function authorOfComment({ world, commentOf, id }: TalkHost, commentId: string): string {
  const comment = commentOf(commentId)
  if (!comment || comment.authorId === id) throw notThere(commentId)
  if (isOlder({ world }, comment.at, 7 * day)) throw tooLate()
  if (comment.wasAnswered) throw new GraphError('(#10900) Activity already replied to', { code: 10900 })
  comment.answered()
  return comment.authorId
}

function tooLate(): GraphError {
  return new GraphError('(#10) This message is sent outside of allowed window.', { code: 10, subcode: 2018278 })
}

/** `GET /{profile}/conversations`, the latest first; with `user_id` the one with that person. */
export function listConversations(asked: GraphAsked, host: TalkHost): Json {
  const { parameters } = asked
  onlyKnown(asked, ['platform', 'user_id', 'limit', 'after'])
  if (parameters.get('platform') !== host.platform) throw invalid(`Param platform must be one of {${host.platform}} here`)
  const latest = host.messages.toReversed().filter(({ from, to }) => from === host.id || to === host.id)
  const ids = [...new Set(latest.map(({ from, to }) => (from === host.id ? to : from)))]
  const wanted = ids.filter((id) => parameters.get('user_id') === undefined || id === parameters.get('user_id'))
  const from = Number(textIn(parameters.get('after')) || 0)
  const limit = Number(parameters.get('limit') ?? 25)
  const fields = parameters.get('fields')
  return {
    data: wanted.slice(from, from + limit).map((id) => pick(conversationFields(host, id), fields, 'UnifiedThread')),
    paging: paging(host, { after: String(from + limit), more: wanted.length > from + limit }),
  }
}

function paging({ world }: TalkHost, { after, more }: { readonly after: string; readonly more: boolean }): Json {
  const cursors = { before: '', after: Buffer.from(after).toString('base64url') }
  return { cursors, ...(more ? { next: `${world.origin}/next?after=${cursors.after}` } : {}) }
}

function textIn(cursor: string | undefined): string {
  return Buffer.from(cursor ?? '', 'base64url').toString()
}

function conversationFields(host: TalkHost, personId: string) {
  const last = messagesWith(host, personId).at(-1)
  return {
    id: (): Json => `t_${host.id}_${personId}`,
    link: (): Json => `/talks/${personId}/`,
    updated_time: (): Json | undefined => last && host.timestamp(last.at),
    participants: (): Json => ({ data: [host.shown(personId), host.shown(host.id)] }),
  }
}

function messagesWith({ messages, id }: TalkHost, personId: string): readonly StandInMessage[] {
  return messages.filter(({ from, to }) => (from === id && to === personId) || (from === personId && to === id))
}

/** `GET /{conversation}/messages`, the latest first; undefined where this is no talk of that profile. */
export function listMessages(asked: GraphAsked, host: TalkHost, conversationId: string): Json | undefined {
  const [, hostId, personId] = /^t_(\d+)_(\d+)$/.exec(conversationId) ?? []
  if (!personId || hostId !== host.id) return undefined
  const { parameters } = asked
  onlyKnown(asked, ['limit', 'after'])
  const all = messagesWith(host, personId).toReversed()
  const after = parameters.get('after')
  const from = after === undefined ? 0 : all.findIndex(({ id }) => id === textIn(after)) + 1
  const limit = Number(parameters.get('limit') ?? 25)
  const page = all.slice(from, from + limit)
  const fields = parameters.get('fields')
  return {
    data: page.map((message) => pick(messageFields(host, message), fields, 'UnifiedMessage')),
    paging: paging(host, { after: page.at(-1)?.id ?? '', more: all.length > from + limit }),
  }
}

function messageFields({ shown, timestamp }: TalkHost, { id, from, to, text, at }: StandInMessage) {
  return {
    id: (): Json => id,
    created_time: (): Json => timestamp(at),
    from: (): Json => shown(from),
    to: (): Json => ({ data: [shown(to)] }),
    message: (): Json => text,
    attachments: (): Json | undefined => undefined,
  }
}
