import type { Json } from '#kit/json'

import { addCrowd } from '../stand-in-crowd.ts'
import type { Crowd, StandIn, StandInKind, StandInWorld } from '../stand-in.ts'
import { deleteMessage, deleteMessages, getUpdates, pinChatMessage } from './stand-in-change.ts'
import { getChat, getChatMember, getChatMemberCount, getMe, getWebhookInfo } from './stand-in-chats.ts'
import { pageAnswer } from './stand-in-pages.ts'
import { act, addPerson, profileOf, shownPosts, withdrawToken } from './stand-in-people.ts'
import { readPassing } from './stand-in-read.ts'
import { editMessage, sendFile, sendMediaGroup, sendMessage, sendPoll } from './stand-in-send.ts'
import { idOf, openState, personWith, type Server, type Settings, usernameOf } from './stand-in-state.ts'
import { asAnswer, type Asked, BotError, readParameters } from './stand-in-wire.ts'

/** Telegram on one address: the Bot API, and the public pages of channels. */
export const standIn: StandInKind = telegramStandIn()

/** What the owner of a channel arranged: by default its bot may do everything there and in its discussion group. */
export function telegramStandIn({
  rights = { can_manage_chat: true, can_post_messages: true, can_edit_messages: true, can_delete_messages: true },
  group = 'administrator',
  privacy = true,
  webhook = '',
  perMinute = 20,
}: Partial<Settings> = {}): StandInKind {
  return { id: 'telegram', open: (world) => open(world, { rights, group, privacy, webhook, perMinute }) }
}

function open(world: StandInWorld, settings: Settings): StandIn {
  const server: Server = { world, settings, state: openState(world.restore) }
  const { state } = server
  return {
    handle: (request) => handle(server, request),
    state: () => ({ ...state }),
    options: { api: world.origin, web: world.webOrigin },
    addProfile: (profile) => profileOf(server, addPerson(server, profile)),
    profiles: () => state.people.map((person) => profileOf(server, person)),
    connectWith: (profileId) => {
      const person = personWith(server, profileId)
      const name = usernameOf(person)
      return { way: 'bot', fields: { token: person.bot.token, channel: name === undefined ? person.id : `@${name}` } }
    },
    approve: async () => {
      throw new Error('Nobody is sent to Telegram: a bot’s token is entered.')
    },
    revoke: (profileId) => withdrawToken(server, profileId),
    posts: (of = {}) => shownPosts(server, of),
    messages: () => [],
    act: (action) => act(server, action),
    crowd: (deeds) => addDeeds(server, deeds),
    read: (request) => readPassing(server, request),
  }
}

async function handle(server: Server, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(pathname) ?? []
  if (token === undefined) return pageAnswer(server, pathname) ?? new Response('Not Found', { status: 404 })
  try {
    if (!/^\d+:[\w-]{30,}$/.test(token)) throw new BotError(404, 'Not Found')
    const owner = server.state.people.find(({ bot }) => bot.token === token)
    if (!owner) throw new BotError(401, 'Unauthorized')
    const result = await answer({ server, owner, method, ...(await readParameters(request)) })
    return Response.json({ ok: true, result })
  } catch (error) {
    if (error instanceof BotError) return asAnswer(error)
    throw error
  }
}

const methods: Readonly<Record<string, (asked: Asked) => Json | Promise<Json>>> = {
  getMe,
  getChat,
  getChatMember,
  getChatMemberCount,
  getWebhookInfo,
  getUpdates,
  sendMessage,
  sendPhoto: (asked) => sendFile(asked, 'sendPhoto'),
  sendVideo: (asked) => sendFile(asked, 'sendVideo'),
  sendAnimation: (asked) => sendFile(asked, 'sendAnimation'),
  sendDocument: (asked) => sendFile(asked, 'sendDocument'),
  sendMediaGroup,
  sendPoll,
  editMessageText: (asked) => editMessage(asked, 'text'),
  editMessageCaption: (asked) => editMessage(asked, 'caption'),
  deleteMessage,
  deleteMessages,
  pinChatMessage,
}

async function answer(asked: Asked): Promise<Json> {
  const method = methods[asked.method]
  if (!method) throw new BotError(404, 'Not Found: method not found')
  return method(asked)
}

/** What many did. @throws Error with a sentence where there is no such post or channel. */
function addDeeds(server: Server, deeds: Crowd): void {
  const { people, messages } = server.state
  if (people.some(({ id }) => id === deeds.on)) return addCrowd(server, deeds, ['followers'])
  if (!messages.some((message) => idOf(message) === deeds.on)) throw new Error(`There is no post and no channel ${deeds.on} on Telegram.`)
  addCrowd(server, deeds, ['reactions'])
}
