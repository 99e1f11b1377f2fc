import type { StandIn, StandInKind, StandInWorld } from '../stand-in.ts'
import { createMessage, crosspostMessage, deleteMessage, editMessage, listMessages, readMessage, readerOf } from './stand-in-messages.ts'
import { messageObject } from './stand-in-objects.ts'
import { pageAnswer } from './stand-in-pages.ts'
import { act, addDeeds, addPerson, profileOf, shownPosts, withdrawGrants } from './stand-in-people.ts'
import { applicationObject, channelObject, guildObject, selfObject, threadObject, webhookObject } from './stand-in-places.ts'
import { noteAnswer, spend } from './stand-in-rates.ts'
import { readRequest } from './stand-in-read.ts'
import { openState, personWith, type Server, type Settings, wayOf } from './stand-in-state.ts'
import { beginForumThread, beginThread, deleteThread, listArchived, listThreads } from './stand-in-threads.ts'
import { executeWebhook } from './stand-in-webhooks.ts'
import { type Asked, DiscordError, json, needPermission, type Signed, unauthorized, unknownChannel } from './stand-in-wire.ts'

/** Discord on one address: the app's pages, and its API below `/api/v10`. */
export const standIn: StandInKind = discordStandIn()

/** The same with other habits: by default everybody has a text channel and a bot with every permission; whoever comes may have a forum, or a webhook instead (`arrangement`). */
export function discordStandIn(habits: Partial<Settings> = {}): StandInKind {
  const settings = {
    type: 0,
    way: 'bot',
    denied: [],
    content: true,
    nonceSeconds: 300,
    tellsNonces: false,
    rates: true,
    ...habits,
  } as const
  return { id: 'discord', open: (world) => open(world, settings) }
}

function open(world: StandInWorld, settings: Settings): StandIn {
  const server: Server = { world, settings, state: openState(world.restore), spent: new Map() }
  const { state } = server
  return {
    handle: (request) => handle(server, request),
    state: () => ({ ...state }),
    options: { web: world.webOrigin, api: `${world.origin}/api/v10`, cdn: world.webOrigin },
    addProfile: (profile) => profileOf(server, addPerson(server, profile)),
    profiles: () => state.people.map((person) => profileOf(server, person)),
    connectWith: (profileId) => {
      const person = personWith(server, profileId)
      const { token, webhook, guild, id } = person
      if (wayOf(server, person) === 'webhook')
        return { way: 'webhook', fields: { address: `${world.webOrigin}/api/webhooks/${webhook.id}/${webhook.token}` } }
      return { way: 'bot', fields: { token, channel: `${world.webOrigin}/channels/${guild}/${id}` } }
    },
    approve: () => Promise.reject(new Error('Nobody is sent to Discord: a token or an address is entered.')),
    revoke: (profileId) => withdrawGrants(server, profileId),
    posts: (of = {}) => shownPosts(server, of),
    messages: () => [],
    act: (action) => act(server, action),
    crowd: (deeds) => addDeeds(server, deeds),
    read: (request) => readRequest(server, request),
  }
}

async function handle(server: Server, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const [, path] = /^\/api\/v10\/(.*)$/.exec(url.pathname) ?? []
  if (path === undefined) {
    return (
      (request.method === 'GET' ? pageAnswer(server, decodeURIComponent(url.pathname)) : undefined) ??
      new Response('Not Found', { status: 404 })
    )
  }
  const who = request.headers.get('authorization') ?? path.split('/').slice(0, 3).join('/')
  const { refused, headers } = spend(server, { who, method: request.method, path })
  const answered = refused ?? (await orRefusal(() => answer({ server, request, url, method: request.method }, path)))
  noteAnswer(server, who, answered.status)
  for (const [name, value] of Object.entries(headers)) answered.headers.set(name, value)
  return answered
}

async function orRefusal(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DiscordError) return json(error.body, error.status)
    throw error
  }
}

async function answer(asked: Asked, path: string): Promise<Response> {
  const { method } = asked
  const [kind = '', id = '', what, message, more] = path.split('/')
  if (kind === 'webhooks') return answerWebhook(withWebhook(asked, id, what ?? ''), message === 'messages' ? more : undefined)
  const signed = withBot(asked)
  const { server, person } = signed
  if (path === 'users/@me' && method === 'GET') return json(selfObject(person))
  if (path === 'applications/@me' && method === 'GET') return json(applicationObject(server, person))
  if (kind === 'guilds') return answerGuild(signed, id, path)
  if (kind !== 'channels') throw new DiscordError(404, 0, '404: Not Found')
  switch (`${method} ${[what, message === undefined ? undefined : '#', more].filter((piece) => piece !== undefined).join('/')}`) {
    case 'GET ':
      return readChannel(signed, id)
    case 'DELETE ':
      return deleteThread(signed, id)
    case 'GET threads/#/public':
      return listArchived(signed, id)
    case 'POST threads':
      return beginForumThread(signed, id)
    case 'GET messages':
      return listMessages(signed, id)
    case 'POST messages':
      return createMessage(signed, id)
    case 'GET messages/#':
      return readMessage(signed, id, message ?? '')
    case 'PATCH messages/#':
      return editMessage(signed, id, message ?? '')
    case 'DELETE messages/#':
      return deleteMessage(signed, id, message ?? '')
    case 'POST messages/#/crosspost':
      return crosspostMessage(signed, id, message ?? '')
    case 'POST messages/#/threads':
      return beginThread(signed, id, message ?? '')
  }
  throw new DiscordError(405, 0, '405: Method Not Allowed')
}

function readChannel({ server }: Signed, id: string): Response {
  needPermission({ server }, 'VIEW_CHANNEL')
  const owner = server.state.people.find((person) => person.id === id)
  if (owner) return json(channelObject(server, owner))
  const thread = server.state.threads.find((each) => each.id === id)
  if (!thread) throw unknownChannel()
  return json(threadObject(server, thread))
}

function answerGuild(signed: Signed, id: string, path: string): Response {
  const { server, url } = signed
  const owner = server.state.people.find(({ guild }) => guild === id)
  if (!owner) throw new DiscordError(404, 10_004, 'Unknown Guild')
  if (path.endsWith('/threads/active')) return listThreads(signed, owner)
  return json(guildObject(server, owner, url.searchParams.get('with_counts') === 'true'))
}

async function answerWebhook(signed: Signed, message: string | undefined): Promise<Response> {
  const { method, server, person, url } = signed
  const channel = url.searchParams.get('thread_id') ?? person.id
  if (message === undefined && method === 'GET') return json(webhookObject(server, person))
  if (message === undefined && method === 'POST') return executeWebhook(signed)
  if (message !== undefined && method === 'PATCH') return editMessage(signed, channel, message)
  if (message !== undefined && method === 'DELETE') return deleteMessage(signed, channel, message)
  const found = server.state.messages.find(
    (each) => each.id === message && each.channel === channel && each.byWebhook && each.personId === person.id,
  )
  if (method === 'GET' && found) return json(messageObject(server, found, readerOf(signed)))
  throw new DiscordError(404, 10_008, 'Unknown Message')
}

/** Whoever knows the address may; one that was deleted is not known. */
function withWebhook(asked: Asked, id: string, token: string): Signed {
  const person = asked.server.state.people.find(({ webhook }) => webhook.id === id)
  if (!person || person.withdrawn) throw new DiscordError(404, 10_015, 'Unknown Webhook')
  if (person.webhook.token !== token) throw new DiscordError(401, 50_027, 'Invalid Webhook Token')
  return { ...asked, person, by: 'webhook' }
}

function withBot(asked: Asked): Signed {
  const [, token] = /^Bot (\S+)$/.exec(asked.request.headers.get('authorization') ?? '') ?? []
  const person = asked.server.state.people.find((each) => each.token === token)
  if (!person || person.withdrawn) throw unauthorized()
  return { ...asked, person, by: 'bot' }
}
