import type { Json } from '#kit/json'

import type { ChatEvent, Convo, Message } from './stand-in-chat-state.ts'
import { isSeenBy } from './stand-in-chat.ts'
import { basicProfile, quoteView } from './stand-in-views.ts'
import type { Server } from './stand-in-wire.ts'

type View = { readonly [key: string]: Json }

const defs = 'chat.bsky.convo.defs'

export function convoView(server: Server, convo: Convo, viewer: string): View {
  const last = messagesOf(server, convo, viewer)[0]
  return {
    id: convo.id,
    rev: revOf(server, convo),
    members: membersView(server, convo.members, viewer),
    ...(last ? { lastMessage: messageView(server, last, viewer) } : {}),
    muted: false,
    status: convo.acceptedBy.includes(viewer) ? 'accepted' : 'request',
    unreadCount: 0,
    kind: { $type: `${defs}#directConvo` },
  }
}

/** When something last happened in it. */
export function revOf({ state }: Server, { id, rev }: Convo): string {
  return state.messages.findLast(({ convo }) => convo === id)?.id ?? rev
}

export function membersView(server: Server, members: readonly string[], viewer: string): readonly View[] {
  return members.flatMap((did) => {
    const person = server.state.people.get(did)
    return person ? [basicProfile(server, person, viewer)] : []
  })
}

/** Those that somebody still sees, newest first. */
export function messagesOf({ state }: Server, { id }: Convo, viewer: string): readonly Message[] {
  return state.messages.filter((message) => message.convo === id && isSeenBy(message, viewer)).toReversed()
}

export function messageView(server: Server, message: Message, viewer: string): View {
  const { id, from, text, facets, shows, replyTo, at } = message
  const answered = server.state.messages.find((each) => each.id === replyTo)
  const about = { id, rev: id, sender: { did: from }, sentAt: at }
  if (!isSeenBy(message, viewer)) return { $type: `${defs}#deletedMessageView`, ...about }
  return {
    $type: `${defs}#messageView`,
    ...about,
    text,
    ...(facets === undefined ? {} : { facets }),
    ...(shows === undefined ? {} : { embed: { $type: 'app.bsky.embed.record#view', record: quoteView(server, shows, viewer) } }),
    // One level deep.
    ...(answered ? { replyTo: messageView(server, { ...answered, replyTo: '' }, viewer) } : {}),
  }
}

const logTypes = { begin: 'logBeginConvo', accept: 'logAcceptConvo', create: 'logCreateMessage', delete: 'logDeleteMessage' } as const

export function eventView(server: Server, { rev, kind, convo, message: id, to }: ChatEvent): View {
  const message = server.state.messages.find((each) => each.id === id)
  return {
    $type: `${defs}#${logTypes[kind]}`,
    rev,
    convoId: convo,
    ...(message ? { message: messageView(server, message, to) } : {}),
    ...(message && kind === 'create' ? { relatedProfiles: membersView(server, [message.from], to) } : {}),
  }
}
