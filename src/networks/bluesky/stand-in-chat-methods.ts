import { z } from 'zod'

import type { Json } from '#kit/json'

import { signedIn } from './stand-in-access.ts'
import type { Convo, Message } from './stand-in-chat-state.ts'
import { convoView, eventView, membersView, messagesOf, messageView, revOf } from './stand-in-chat-views.ts'
import { accept, adoptOld, convoBetween, deleteFor, isSeenBy, openConvo, refusalOf, writeMessage } from './stand-in-chat.ts'
import { checkMessage } from './stand-in-records.ts'
import { type Asked, input, invalid, type Method, query, Refused, type Server } from './stand-in-wire.ts'

/** As Bluesky's own is called. */
export const chatService = 'did:web:api.bsky.chat#bsky_chat'

/** What the service for private messages does. A server passes on what names it. */
const methods: Readonly<Record<string, Method>> = {
  'chat.bsky.convo.listConvos': { verb: 'GET', answer: listConvos },
  'chat.bsky.convo.getConvo': { verb: 'GET', answer: getConvo },
  'chat.bsky.convo.getConvoAvailability': { verb: 'GET', answer: getConvoAvailability },
  'chat.bsky.convo.getConvoForMembers': { verb: 'GET', answer: getConvoForMembers },
  'chat.bsky.convo.getMessages': { verb: 'GET', answer: getMessages },
  'chat.bsky.convo.getLog': { verb: 'GET', answer: getLog },
  'chat.bsky.convo.acceptConvo': { verb: 'POST', answer: acceptConvo },
  'chat.bsky.convo.sendMessage': { verb: 'POST', answer: sendMessage },
  'chat.bsky.convo.deleteMessageForSelf': { verb: 'POST', answer: deleteMessageForSelf },
}

/** The method of the service that a request names; undefined where it names none. @throws Refused where nobody is called so. */
export function chatMethod({ request }: Asked, name: string): Method | undefined {
  const service = request.headers.get('atproto-proxy')
  if (service !== null && service !== chatService) throw invalid('could not resolve proxy did')
  return service === null ? undefined : methods[name]
}

/** What a server lets app passwords do only where they were made with the right to private messages. Newer methods are missing in its list. */
const guarded = new Set(
  ['deleteMessageForSelf', 'getConvo', 'getConvoForMembers', 'getLog', 'getMessages', 'listConvos', 'sendMessage'].map(
    (name) => `chat.bsky.convo.${name}`,
  ),
)

function caller(asked: Asked): string {
  const { did, scope } = signedIn(asked)
  const method = asked.url.pathname.replace('/xrpc/', '')
  const scopes = scope.split(' ')
  if (scopes.includes('atproto') && !scopes.includes('transition:chat.bsky'))
    throw new Refused(403, 'ScopeMissingError', `Missing required scope "rpc:${method}?aud=${chatService.replace('#', '%23')}"`)
  if (scope === 'com.atproto.appPass' && guarded.has(method)) throw invalid('Bad token method', 'InvalidToken')
  adoptOld(asked.server)
  return did
}

function convoWith({ state }: Server, id: string, did: string): Convo {
  const convo = state.convos.find((each) => each.id === id && each.members.includes(did))
  if (!convo) throw invalid('convo not found', 'InvalidConvo')
  return convo
}

const limit = z.coerce.number().int().min(1).max(100).default(50)
const Listing = z.object({
  limit,
  cursor: z.string().optional(),
  readState: z.string().optional(),
  status: z.string().optional(),
  kind: z.string().optional(),
  lockStatus: z.string().optional(),
})

/** Latest first; the cursor is when something last happened in the last one shown. */
function listConvos(asked: Asked): Json {
  const { server } = asked
  const did = caller(asked)
  const wanted = query(asked, Listing)
  const own = server.state.convos
    .filter(({ members }) => members.includes(did))
    .filter(({ acceptedBy }) => wanted.status === undefined || (wanted.status === 'accepted') === acceptedBy.includes(did))
    .map((convo) => ({ convo, rev: revOf(server, convo) }))
    .filter(({ rev }) => wanted.cursor === undefined || rev < wanted.cursor)
    .toSorted((a, b) => (a.rev < b.rev ? 1 : -1))
  const shown = wanted.kind === 'group' ? [] : own.slice(0, wanted.limit)
  const last = shown.length === wanted.limit ? shown.at(-1)?.rev : undefined
  return { convos: shown.map(({ convo }) => convoView(server, convo, did)), ...(last === undefined ? {} : { cursor: last }) }
}

const Which = z.object({ convoId: z.string() })

function getConvo(asked: Asked): Json {
  const did = caller(asked)
  return { convo: convoView(asked.server, convoWith(asked.server, query(asked, Which).convoId, did), did) }
}

/** The one other that a conversation of two is with. */
function otherAsked({ url }: Asked, did: string): string {
  const others = new Set(url.searchParams.getAll('members').filter((member) => member !== did))
  const [other] = others
  if (other === undefined || others.size > 1 || !/^did:[a-z]+:\S+$/.test(other)) throw invalid('members must be the DID of one other')
  return other
}

function getConvoAvailability(asked: Asked): Json {
  const { server } = asked
  const did = caller(asked)
  const other = otherAsked(asked, did)
  const convo = convoBetween(server.state, did, other)
  return { canChat: refusalOf(server.state, did, other) === undefined, ...(convo ? { convo: convoView(server, convo, did) } : {}) }
}

function getConvoForMembers(asked: Asked): Json {
  const did = caller(asked)
  return { convo: convoView(asked.server, openConvo(asked.server, did, otherAsked(asked, did)), did) }
}

function getMessages(asked: Asked): Json {
  const { server } = asked
  const did = caller(asked)
  const wanted = query(asked, Which.extend({ limit, cursor: z.string().optional() }))
  const convo = convoWith(server, wanted.convoId, did)
  const all = messagesOf(server, convo, did).filter(({ id }) => wanted.cursor === undefined || id < wanted.cursor)
  const shown = all.slice(0, wanted.limit)
  const last = shown.length < all.length ? shown.at(-1)?.id : undefined
  return {
    messages: shown.map((message) => messageView(server, message, did)),
    relatedProfiles: membersView(server, [...new Set(shown.map(({ from }) => from))], did),
    ...(last === undefined ? {} : { cursor: last }),
  }
}

const eventsAtOnce = 50
/** Before everything that ever happened. */
const beginning = '2222222222222'

/** What happened since; without a cursor, where the log ends now. */
function getLog(asked: Asked): Json {
  const { server } = asked
  const did = caller(asked)
  const { cursor } = query(asked, z.object({ cursor: z.string().optional() }))
  const own = server.state.chatLog.filter(({ to }) => to === did)
  if (cursor === undefined) return { logs: [], cursor: own.at(-1)?.rev ?? beginning }
  const events = own.filter(({ rev }) => rev > cursor).slice(0, eventsAtOnce)
  return { logs: events.map((event) => eventView(server, event)), cursor: events.at(-1)?.rev ?? cursor }
}

function acceptConvo(asked: Asked): Json {
  const did = caller(asked)
  const rev = accept(asked.server, convoWith(asked.server, input(asked, Which).convoId, did), did)
  return rev === undefined ? {} : { rev }
}

const Sent = Which.extend({
  message: z.object({
    text: z.string(),
    facets: z.array(z.json()).optional(),
    embed: z.object({ record: z.object({ uri: z.string() }) }).optional(),
    replyTo: z.object({ messageId: z.string() }).optional(),
  }),
})

function sendMessage(asked: Asked): Json {
  const { server } = asked
  const did = caller(asked)
  const { convoId, message } = input(asked, Sent)
  const convo = convoWith(server, convoId, did)
  checkMessage(message)
  if (message.text.trim() === '' && !message.embed) throw invalid('message text is required')
  const replyTo = message.replyTo?.messageId
  if (replyTo !== undefined && !messagesOf(server, convo, did).some(({ id }) => id === replyTo))
    throw invalid('reply target not found', 'ReplyTargetNotFound')
  const written = writeMessage(server, {
    convo,
    from: did,
    text: message.text,
    ...(message.facets ? { facets: message.facets } : {}),
    ...(message.embed ? { shows: message.embed.record.uri } : {}),
    ...(replyTo === undefined ? {} : { replyTo }),
  })
  return messageView(server, written, did)
}

function deleteMessageForSelf(asked: Asked): Json {
  const { server } = asked
  const did = caller(asked)
  const { convoId, messageId } = input(asked, Which.extend({ messageId: z.string() }))
  const convo = convoWith(server, convoId, did)
  const message = server.state.messages.find((each: Message) => each.convo === convo.id && each.id === messageId)
  if (!message || !isSeenBy(message, did)) throw invalid('message not found')
  deleteFor(server, message, did)
  return messageView(server, message, did)
}
