import type { Json } from '#kit/json'

import { answerSignIn, authorize, needScope, signedBy } from '../stand-in-graph-login.ts'
import { listConversations, listMessages, sendMessageAs } from '../stand-in-graph-talks.ts'
import { asAnswer, asJson, GraphError, notThere, onlyKnown, pick, readParameters, unsupported } from '../stand-in-graph.ts'
import { messagesWith } from '../stand-in-people.ts'
import { allTold, enterCallback } from '../stand-in-webhooks.ts'
import type { StandIn, StandInKind, StandInWorld } from '../stand-in.ts'
import { app } from './stand-in-app.ts'
import { answerMention, callComment, listComments, writeComment } from './stand-in-comments.ts'
import { containerFields, makeContainer, ownContainer, publishContainer } from './stand-in-containers.ts'
import { addDeeds, mediaInsights, personInsights } from './stand-in-insights.ts'
import { childrenOf, listMedia, mediaFields, personFields, readQuota } from './stand-in-media.ts'
import { fieldsOfMentions, listTags } from './stand-in-mentions.ts'
import { talkHost } from './stand-in-messages.ts'
import { exchangeCode, exchangeToken, login } from './stand-in-oauth.ts'
import { pageAnswer } from './stand-in-pages.ts'
import { act, addPerson, hide, profileOf, shownPosts, withdrawGrants } from './stand-in-people.ts'
import { countCall } from './stand-in-quota.ts'
import { readRequest } from './stand-in-read.ts'
import { openState, personWith, type Person, type Server, type Settings } from './stand-in-state.ts'
import { subscribeAccount } from './stand-in-subscriptions.ts'
import { namedIn } from './stand-in-told.ts'
import type { Asked, Signed } from './stand-in-wire.ts'

/** Instagram on one address: the site with its sign-in page, both token hosts and the Graph API. */
export const standIn: StandInKind = instagramStandIn()

/** The same with other habits: by default a picture is processed for a second and a post is listed at once. */
export function instagramStandIn({
  processingSeconds = 1,
  listingLagSeconds = 0,
  spoil = () => undefined,
}: Partial<Settings> = {}): StandInKind {
  return { id: 'instagram', open: (world) => open(world, { processingSeconds, listingLagSeconds, spoil }) }
}

function open(world: StandInWorld, settings: Settings): StandIn {
  const server: Server = { world, settings, state: openState(world.restore) }
  const { state } = server
  return {
    handle: (request) => handle(server, request),
    state: () => ({ ...state }),
    options: {
      web: world.webOrigin,
      token: world.origin,
      api: world.origin,
      client_id: login.app.clientId,
      client_secret: login.app.clientSecret,
      webhook_secret: '',
    },
    addProfile: (profile) => profileOf(server, addPerson(server, profile)),
    profiles: () => state.people.map((person) => profileOf(server, person)),
    connectWith: () => ({ way: 'login', fields: {} }),
    approve: async (redirect, { profileId, deny = false, without = [] }) =>
      answerSignIn(login, server, { redirect, profileId, deny, without }),
    revoke: (profileId) => withdrawGrants(server, profileId),
    posts: (of = {}) => shownPosts(server, of),
    messages: (profileId) => messagesWith(server, profileId),
    act: (action) => act(server, action),
    hide: (what) => hide(server, what),
    crowd: (deeds) => addDeeds(server, deeds),
    webhooks: {
      enter: (callback) => enterCallback({ ...server, appSecret: app.clientSecret }, callback),
      told: () => allTold(state),
    },
    read: (request) => readRequest(server, request),
  }
}

async function handle(server: Server, request: Request): Promise<Response> {
  const parameters = await readParameters(request)
  const { method, headers } = request
  const asked: Asked = { server, method, url: new URL(request.url), parameters, headers, answerHeaders: new Headers() }
  try {
    return await answer(asked)
  } catch (error) {
    if (error instanceof GraphError) return asAnswer(error, asked.answerHeaders)
    throw error
  }
}

async function answer(asked: Asked): Promise<Response> {
  const { pathname } = asked.url
  const route = `${asked.method} ${pathname}`
  if (pathname === '/oauth/authorize') return authorize(login, asked)
  if (route === 'POST /oauth/access_token') return exchangeCode(asked)
  if (route === 'GET /access_token') return exchangeToken(asked, 'exchange')
  if (route === 'GET /refresh_access_token') return exchangeToken(asked, 'refresh')
  const [, version, node = '', edge] = pathname.split('/')
  if (version && /^v\d+\.\d+$/.test(version)) return callGraph(asked, { version, node, edge })
  return (asked.method === 'GET' ? pageAnswer(asked.server, pathname) : undefined) ?? new Response('Not Found', { status: 404 })
}

interface Path {
  readonly version: string
  readonly node: string
  readonly edge: string | undefined
}

async function callGraph(asked: Asked, { version, node, edge }: Path): Promise<Response> {
  if (Number(version.slice(1)) < 22)
    throw new GraphError(`(#2635) You are calling a deprecated version of the API: ${version}`, { code: 2635 })
  const token = signedBy(asked)
  countCall(asked.server, token.personId, asked.answerHeaders)
  needScope(token, 'instagram_business_basic')
  const person = personWith(asked.server, token.personId)
  const signed: Signed = { ...asked, token }
  const isSelf = node === 'me' || node === person.id || node === person.appScopedId
  const value = isSelf ? await callPerson(signed, person, edge) : callObject(signed, node, edge)
  return asJson(value, asked.answerHeaders)
}

async function callPerson(asked: Signed, person: Person, edge: string | undefined): Promise<Json> {
  switch (`${asked.method} ${edge ?? ''}`) {
    case 'GET ':
      onlyKnown(asked, [])
      return pick(
        { ...personFields(asked.server, person), ...fieldsOfMentions(asked, person) },
        plainNames(asked.parameters.get('fields')),
        'IGUser',
      )
    case 'GET media':
      return listMedia(asked, person, 'media')
    case 'GET stories':
      return listMedia(asked, person, 'stories')
    case 'GET insights':
      return personInsights(asked, person)
    case 'GET tags':
      return listTags(asked, person)
    case 'POST mentions':
      return answerMention(asked, (text) => namedIn(asked.server, text).includes(person))
    case 'POST subscribed_apps':
      return subscribeAccount(asked, person)
    case 'POST messages':
      needScope(asked.token, 'instagram_business_manage_messages')
      return sendMessageAs(asked, talkHost(asked.server, person))
    case 'GET conversations':
      needScope(asked.token, 'instagram_business_manage_messages')
      return listConversations(asked, talkHost(asked.server, person))
    case 'POST media':
      return makeContainer(asked)
    case 'POST media_publish':
      return publishContainer(asked)
    case 'GET content_publishing_limit':
      return readQuota(asked, person)
    default:
      throw unsupported(asked, edge ?? person.id)
  }
}

/** A container or a post, only for whose it is. */
function callObject(asked: Signed, id: string, edge: string | undefined): Json {
  const { server, token, parameters, method } = asked
  const fields = parameters.get('fields')
  const container = ownContainer(asked, id)
  const media = server.state.media.find((each) => each.id === id && each.personId === token.personId)
  const comment = server.state.comments.find((each) => each.id === id)
  if (comment) return callComment(asked, comment, edge)
  if (edge === 'messages' && method === 'GET') {
    needScope(token, 'instagram_business_manage_messages')
    const messages = listMessages(asked, talkHost(server, personWith(server, token.personId)), id)
    if (messages !== undefined) return messages
  }
  if (!container && !media) throw notThere(id)
  if (media && edge === 'comments' && method === 'POST') return writeComment(asked, media)
  if (media && edge === 'comments' && method === 'GET') return listComments(asked, media.id)
  if (media && edge === 'insights' && method === 'GET') return mediaInsights(asked, media)
  // Nothing can be deleted through this API.
  if (method !== 'GET') throw unsupported(asked, id)
  onlyKnown(asked, [])
  if (container && edge === undefined) return pick(containerFields(server, container), fields, 'IGContainer')
  if (media && edge === undefined) return pick(mediaFields(server, media, fields), fields, 'IGMedia')
  if (media && edge === 'children') return { data: childrenOf(server, media, fields) }
  throw unsupported(asked, edge ?? id)
}

/** `mentioned_media.media_id(1){id}` asks for a field with an argument. */
function plainNames(fields: string | undefined): string | undefined {
  return fields?.replaceAll(/(mentioned_\w+)\.\w+\(\d+\)/g, '$1')
}
