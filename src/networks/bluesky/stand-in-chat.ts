import type { Convo, Message } from './stand-in-chat-state.ts'
import { recordsAbout, type State } from './stand-in-state.ts'
import { nextTid } from './stand-in-tid.ts'
import { invalid, type Refused, type Server } from './stand-in-wire.ts'

/** Conversations of two, as Bluesky's service for private messages keeps them. */
export function convoBetween({ convos }: State, one: string, other: string): Convo | undefined {
  return convos.find(({ members }) => members.includes(one) && members.includes(other))
}

const declaration = 'chat.bsky.actor.declaration'

/** Whose messages somebody takes that begin a conversation; without a word of theirs, as in the app, those of people they follow. */
export function takesFrom({ records }: State, did: string): string | undefined {
  const said = records.get(`at://${did}/${declaration}/self`)?.value['allowIncoming']
  return typeof said === 'string' ? said : undefined
}

/** Why somebody cannot begin a conversation; undefined where they may. What has begun goes on. */
export function refusalOf(state: State, from: string, to: string): Refused | undefined {
  if (!state.people.has(to)) return invalid('recipient not found', 'RecipientNotFound')
  if (convoBetween(state, from, to)) return undefined
  const takes = takesFrom(state, to)
  if (takes === 'none') return invalid('recipient has disabled incoming messages', 'MessagesDisabled')
  if (takes === 'all' || follows(state, to, from)) return undefined
  return invalid('recipient requires incoming messages to come from someone they follow', 'NotFollowedBySender')
}

function follows(state: State, follower: string, followed: string): boolean {
  return recordsAbout(state, followed, 'app.bsky.graph.follow').some(({ did }) => did === follower)
}

/** The one that is there, or a new one: a request for whoever does not follow the other. @throws Refused */
export function openConvo(server: Server, from: string, to: string): Convo {
  const { state } = server
  const refusal = refusalOf(state, from, to)
  if (refusal) throw refusal
  return convoBetween(state, from, to) ?? begin(server, from, to)
}

function begin(server: Server, from: string, to: string): Convo {
  const { state, world } = server
  const rev = nextTid(server)
  const convo: Convo = { id: nextTid(server), members: [from, to], acceptedBy: follows(state, to, from) ? [from, to] : [from], rev }
  state.convos.push(convo)
  for (const member of convo.members) state.chatLog.push({ rev, to: member, kind: 'begin', convo: convo.id })
  world.changed()
  return convo
}

/** What was written before there were conversations belongs to one as well. */
export function adoptOld(server: Server): void {
  for (const message of server.state.messages) {
    if (message.convo !== undefined) continue
    message.convo = (convoBetween(server.state, message.from, message.to) ?? begin(server, message.from, message.to)).id
  }
}

/** Undefined where it was accepted already. */
export function accept(server: Server, convo: Convo, did: string): string | undefined {
  if (convo.acceptedBy.includes(did)) return undefined
  const rev = nextTid(server)
  convo.acceptedBy.push(did)
  server.state.chatLog.push({ rev, to: did, kind: 'accept', convo: convo.id })
  server.world.changed()
  return rev
}

interface Writing extends Pick<Message, 'from' | 'text' | 'facets' | 'shows' | 'replyTo'> {
  readonly convo: Convo
}

export function writeMessage(server: Server, { convo, from, ...said }: Writing): Message {
  const { state, world } = server
  const id = nextTid(server)
  const to = otherIn(convo, from)
  const message: Message = { id, convo: convo.id, from, to, ...said, at: world.now().toString({ smallestUnit: 'millisecond' }) }
  state.messages.push(message)
  for (const member of convo.members) state.chatLog.push({ rev: id, to: member, kind: 'create', convo: convo.id, message: id })
  world.changed()
  return message
}

function otherIn({ members: [one, other] }: Convo, did: string): string {
  return did === one ? other : one
}

/** For one of the two; the other goes on seeing it. */
export function deleteFor(server: Server, message: Message, did: string): void {
  if (message.deletedFor?.includes(did) || message.convo === undefined) return
  message.deletedFor = [...(message.deletedFor ?? []), did]
  server.state.chatLog.push({ rev: nextTid(server), to: did, kind: 'delete', convo: message.convo, message: message.id })
  server.world.changed()
}

export function isSeenBy({ deletedFor = [] }: Message, did: string): boolean {
  return !deletedFor.includes(did)
}
