import type { Json } from '#kit/json'

import { readAsked } from '../stand-in-asked.ts'
import { withdrawGrants } from '../stand-in-grants.ts'
import { answerSignIn, authorize } from '../stand-in-sign-in.ts'
import type { StandIn, StandInKind, StandInWorld } from '../stand-in.ts'
import { countCall } from './stand-in-limits.ts'
import { listInfo, listMessages, listOwn, me } from './stand-in-lists.ts'
import { app, giveToken, revokeToken, signedBy, signIn } from './stand-in-oauth.ts'
import { pageAnswer } from './stand-in-pages.ts'
import { act, addDeeds, addPerson, messagesOf, profileOf, shownPosts } from './stand-in-people.ts'
import { aboutCommunity, flairsOf, requirementsOf, rulesOfCommunity } from './stand-in-places.ts'
import { readRequest } from './stand-in-read.ts'
import { openState, type Server, type Settings } from './stand-in-state.ts'
import { submitGallery, submitPoll, submitPost } from './stand-in-submit.ts'
import { answerThing, deleteThing, editText } from './stand-in-talk.ts'
import { lendPlace, receive } from './stand-in-uploads.ts'
import { ApiError, asAnswer, asChanged, asRefusal, type Asked, Refused, type Signed } from './stand-in-wire.ts'

/** Reddit on one address: the site with its sign-in page, the API, and the store that takes files. */
export const standIn: StandInKind = redditStandIn()

/** The same with other habits: by default a picture or a film is a post after a second, and what is posted is listed at once. */
export function redditStandIn({
  processingSeconds = 1,
  listingLagSeconds = 0,
  pauseSeconds = 0,
  spoil = () => false,
}: Partial<Settings> = {}): StandInKind {
  return { id: 'reddit', open: (world) => open(world, { processingSeconds, listingLagSeconds, pauseSeconds, spoil }) }
}

function open(world: StandInWorld, settings: Settings): StandIn {
  const server: Server = { world, settings, state: openState(world.restore) }
  const { state } = server
  const { clientId, clientSecret, contact } = app
  return {
    handle: (request) => handle(server, request),
    state: () => ({ ...state }),
    options: { web: world.webOrigin, api: world.origin, client_id: clientId, client_secret: clientSecret, contact },
    addProfile: (profile) => profileOf(server, addPerson(server, profile)),
    profiles: () => state.people.map((person) => profileOf(server, person)),
    connectWith: () => ({ way: 'login', fields: {} }),
    approve: async (...said) => answerSignIn(signIn, server, said),
    revoke: (profileId) => withdrawGrants(server, profileId),
    posts: (of = {}) => shownPosts(server, of),
    messages: (profileId) => messagesOf(server, profileId),
    act: (action) => act(server, action),
    crowd: (deeds) => addDeeds(server, deeds),
    read: (request) => readRequest(server, request),
  }
}

async function handle(server: Server, request: Request): Promise<Response> {
  const asked: Asked = { ...(await readAsked(server, request)), answerHeaders: new Headers() }
  try {
    return await answer(asked)
  } catch (error) {
    if (error instanceof ApiError || error instanceof Refused) return asRefusal(error, asked)
    throw error
  }
}

async function answer(asked: Asked): Promise<Response> {
  const { method, server, headers } = asked
  const { pathname } = asked.url
  if (pathname === '/api/v1/authorize') return authorize(signIn, asked)
  if (pathname === '/store' && method === 'POST') return receive(asked)
  if (pathname === '/api/v1/access_token' || pathname === '/api/v1/revoke_token') {
    countCall(asked)
    return pathname.endsWith('access_token') ? giveToken(asked) : revokeToken(asked)
  }
  if (headers.has('authorization')) return callApi(asked)
  return (method === 'GET' ? pageAnswer(server, pathname) : undefined) ?? new Response('Not Found', { status: 404 })
}

async function callApi(asked: Asked): Promise<Response> {
  countCall(asked)
  const signed: Signed = { ...asked, grant: signedBy(asked) }
  const answered = asked.method === 'POST' ? change(signed) : read(signed)
  return answered instanceof Response ? answered : asAnswer(answered, asked)
}

function change(asked: Signed): Json | Response {
  switch (asked.url.pathname) {
    case '/api/media/asset.json':
      return lendPlace(asked)
    case '/api/submit':
      return asChanged(submitPost(asked), asked)
    case '/api/submit_gallery_post.json':
      return asChanged(submitGallery(asked), asked)
    case '/api/submit_poll_post':
      return asChanged(submitPoll(asked), asked)
    case '/api/comment':
      return asChanged(answerThing(asked), asked)
    case '/api/editusertext':
      return asChanged(editText(asked), asked)
    case '/api/del':
      return deleteThing(asked)
    default:
      throw new ApiError(404, 'Not Found')
  }
}

function read(asked: Signed): Json | Response {
  const { pathname } = asked.url
  if (pathname === '/api/v1/me') return me(asked)
  if (pathname === '/api/info') return listInfo(asked)
  if (pathname === '/message/inbox') return listMessages(asked, 'inbox')
  if (pathname === '/message/sent') return listMessages(asked, 'sent')
  const [, first, second = '', third, fourth] = pathname.split('/')
  if (first === 'api' && second === 'v1' && fourth === 'post_requirements') return requirementsOf(asked, third ?? '')
  if (first === 'user' && (third === 'submitted' || third === 'comments')) return listOwn(asked, second, third)
  if (first === 'r' && third === 'about') return fourth === 'rules' ? rulesOfCommunity(asked, second) : aboutCommunity(asked, second)
  if (first === 'r' && third === 'api' && fourth === 'link_flair_v2') return flairsOf(asked, second)
  throw new ApiError(404, 'Not Found')
}
