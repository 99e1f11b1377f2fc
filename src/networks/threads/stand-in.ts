import type { Json } from '#kit/json'

import { answerSignIn, authorize, needScope, signedBy } from '../stand-in-graph-login.ts'
import { asAnswer, asJson, GraphError, notThere, onlyKnown, pick, readParameters, unsupported } from '../stand-in-graph.ts'
import type { StandIn, StandInKind, StandInWorld } from '../stand-in.ts'
import { makeContainer, ownContainer } from './stand-in-containers.ts'
import { addDeeds, personInsights, postInsights } from './stand-in-insights.ts'
import { debugToken, exchangeCode, exchangeToken, giveAppToken, login } from './stand-in-oauth.ts'
import { pageAnswer } from './stand-in-pages.ts'
import { act, addPerson, profileOf, shownPosts, withdrawGrants } from './stand-in-people.ts'
import { containerFields, deletePost, listPosts, personFields, postFields, publishContainer, readQuota } from './stand-in-posts.ts'
import { countCall } from './stand-in-quota.ts'
import { readRequest } from './stand-in-read.ts'
import { openState, type Person, personWith, type Server, type Settings } from './stand-in-state.ts'
import { listConversation, listMentions, manageReply } from './stand-in-talk.ts'
import type { Asked, Signed } from './stand-in-wire.ts'

/** Threads on one address: the site with its sign-in page, and the API. */
export const standIn: StandInKind = threadsStandIn()

/** The same with other habits: by default a picture is processed for a second and a post is listed at once. */
export function threadsStandIn({
  processingSeconds = 1,
  listingLagSeconds = 0,
  spoil = () => undefined,
}: Partial<Settings> = {}): StandInKind {
  return { id: 'threads', open: (world) => open(world, { processingSeconds, listingLagSeconds, spoil }) }
}

function open(world: StandInWorld, settings: Settings): StandIn {
  const server: Server = { world, settings, state: openState(world.restore) }
  const { state } = server
  return {
    handle: (request) => handle(server, request),
    state: () => ({ ...state }),
    options: { web: world.webOrigin, api: world.origin, client_id: login.app.clientId, client_secret: login.app.clientSecret },
    addProfile: (profile) => profileOf(server, addPerson(server, profile)),
    profiles: () => state.people.map((person) => profileOf(server, person)),
    connectWith: () => ({ way: 'login', fields: {} }),
    approve: async (redirect, { profileId, deny = false, without = [] }) =>
      answerSignIn(login, server, { redirect, profileId, deny, without }),
    revoke: (profileId) => withdrawGrants(server, profileId),
    posts: (of = {}) => shownPosts(server, of),
    messages: () => [],
    act: (action) => act(server, action),
    crowd: (deeds) => addDeeds(server, deeds),
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
  if (pathname === '/oauth/authorize') return authorize(login, asked)
  switch (`${asked.method} ${pathname.replace(/^\/v1\.0/, '')}`) {
    case 'POST /oauth/access_token':
      return exchangeCode(asked)
    case 'GET /oauth/access_token':
      return giveAppToken(asked)
    case 'GET /access_token':
      return exchangeToken(asked, 'exchange')
    case 'GET /refresh_access_token':
      return exchangeToken(asked, 'refresh')
    case 'GET /debug_token':
      signedBy(asked)
      return asJson(debugToken(asked), asked.answerHeaders)
  }
  const [, version, node = '', edge] = pathname.split('/')
  if (version === 'v1.0') return callApi(asked, node, edge)
  return (asked.method === 'GET' ? pageAnswer(asked.server, pathname) : undefined) ?? new Response('Not Found', { status: 404 })
}

async function callApi(asked: Asked, node: string, edge: string | undefined): Promise<Response> {
  const token = signedBy(asked)
  countCall(asked.server, token.personId, asked.answerHeaders)
  needScope(token, 'threads_basic')
  const person = personWith(asked.server, token.personId)
  const signed: Signed = { ...asked, token }
  const value = node === 'me' || node === person.id ? await callPerson(signed, person, edge) : callObject(signed, node, edge)
  return asJson(value, asked.answerHeaders)
}

async function callPerson(asked: Signed, person: Person, edge: string | undefined): Promise<Json> {
  switch (`${asked.method} ${edge ?? ''}`) {
    case 'GET ':
      onlyKnown(asked, [])
      return pick(personFields(person), asked.parameters.get('fields'), 'ThreadsUser')
    case 'GET threads':
      return listPosts(asked, person, 'posts')
    case 'GET replies':
      return listPosts(asked, person, 'replies')
    case 'GET threads_insights':
      return personInsights(asked, person)
    case 'GET mentions':
      return listMentions(asked, person)
    case 'POST threads':
      return makeContainer(asked)
    case 'POST threads_publish':
      return publishContainer(asked)
    case 'GET threads_publishing_limit':
      needScope(asked.token, 'threads_content_publish')
      return readQuota(asked, person)
    default:
      throw unsupported(asked, edge ?? person.id)
  }
}

/** A container, only for whose it is, or a post. */
function callObject(asked: Signed, id: string, edge: string | undefined): Json {
  const { server, parameters, method, token } = asked
  const container = ownContainer(asked, id)
  const post = server.state.posts.find((each) => each.id === id)
  if (!container && !post) throw notThere(id)
  if (post && edge === 'conversation' && method === 'GET') return listConversation(asked, post)
  if (post && edge === 'insights' && method === 'GET') return postInsights(asked, post)
  if (post && edge === 'manage_reply' && method === 'POST') return manageReply(asked, post)
  onlyKnown(asked, [])
  if (edge !== undefined && edge !== '') throw unsupported(asked, edge)
  if (post && method === 'DELETE') return deletePost(asked, post)
  if (method !== 'GET') throw unsupported(asked, id)
  const fields = parameters.get('fields')
  if (container) return pick(containerFields(server, container), fields, 'ThreadsMediaContainer')
  return post ? pick(postFields(server, post, token.personId), fields, 'ThreadsMedia') : {}
}
