import type { Json } from '#kit/json'

import { endGrants, revokeAnswer, tokenAnswer } from '../stand-in-google-tokens.ts'
import { fileOf, handle, page } from '../stand-in-google.ts'
import type { StandIn, StandInKind, StandInWorld } from '../stand-in.ts'
import { getLocation, listAccounts, listLocations } from './stand-in-directory.ts'
import { authorizePage, decide } from './stand-in-oauth.ts'
import { article, businessHead, detailsOf } from './stand-in-pages.ts'
import { act, addPerson, personWith, profileOf, shownPosts } from './stand-in-people.ts'
import { addDeeds, readPerformance } from './stand-in-performance.ts'
import { createPost, deletePost, getPost, listPosts, type Place, updatePost } from './stand-in-posts.ts'
import { readRequest } from './stand-in-read.ts'
import { deleteReply, getReview, listReviews, putReply, review } from './stand-in-reviews.ts'
import { type Nature, openState, savedState } from './stand-in-state.ts'
import { type Asked, notFound, type Server } from './stand-in-wire.ts'

/** Google's sign-in and the APIs of Business Profile on one address, with plain pages of businesses and their posts. */
export const standIn: StandInKind = standInWith({})

/** The same with a project that Google has not approved, posts that are looked at for so long, or photos that may be lighter. */
export function standInWith({ approved = true, processingSeconds = 0, leastPhotoBytes = 10_240 }: Partial<Nature>): StandInKind {
  return { id: 'google-business', open: (world) => open(world, { approved, processingSeconds, leastPhotoBytes }) }
}

function open(world: StandInWorld, nature: Nature): StandIn {
  const server: Server = { world, state: openState(world.restore, nature) }
  const { state } = server
  const { origin, webOrigin } = world
  return {
    handle: (request) => handle(server, request, answer),
    state: () => savedState(state),
    options: {
      api: origin,
      directory: origin,
      information: origin,
      performance: origin,
      token: origin,
      accounts: webOrigin,
      web: webOrigin,
      client_id: state.clientId,
      client_secret: state.clientSecret,
    },
    addProfile: (profile) => profileOf(addPerson(server, profile)),
    profiles: () => state.people.map(profileOf),
    connectWith: () => ({ way: 'oauth', fields: {} }),
    approve: async (redirect, { profileId, deny = false, without = [] }) => decide(server, new URL(redirect), { profileId, deny, without }),
    revoke: (profileId) => {
      const { accountId } = personWith(server, profileId)
      endGrants(server, (grant) => grant.accountId === accountId)
    },
    posts: ({ profileId, limit } = {}) =>
      shownPosts(server)
        .filter((post) => profileId === undefined || post.profileId === profileId)
        .slice(0, limit),
    messages: () => [],
    act: (action) => act(server, action),
    review: (written) => review(server, written),
    crowd: (deeds) => addDeeds(server, deeds),
    read: (request) => readRequest(server, request),
  }
}

type Answering = (asked: Asked) => Response

const signingIn: Readonly<Record<string, Answering>> = {
  'GET /o/oauth2/v2/auth': authorizePage,
  'POST /o/oauth2/v2/auth': authorizePage,
  'POST /token': giveTokens,
  'POST /revoke': (asked) => revokeAnswer(asked, ({ accountId }) => accountId),
}

/** They are for all locations of the account. */
function giveTokens(asked: Asked): Response {
  return tokenAnswer(asked, ({ profileId }, made) => ({ ...made, profileId, accountId: personWith(asked.server, profileId).accountId }))
}

async function answer(asked: Asked): Promise<Response> {
  const { request, url, server } = asked
  const signing = signingIn[`${request.method} ${url.pathname}`]
  if (signing) return signing(asked)
  const path = url.pathname.split('/').slice(1).map(decodeURIComponent)
  if (path[0] === 'v1') return Response.json(firstVersion(asked, path))
  if (path[0] === 'v4') return Response.json(await fourthVersion(asked, path))
  return photo(server, path) ?? pageAnswer(server, url, path) ?? page('Not found', [], { status: 404 })
}

/** The newer APIs, each of which has an address of its own in truth. */
function firstVersion(asked: Asked, [, kind, id = '', further, ...rest]: readonly string[]): Json {
  if (asked.request.method !== 'GET' || rest.length > 0) throw notFound()
  const [location, method] = id.split(':')
  if (kind === 'accounts' && id === '') return listAccounts(asked)
  if (kind === 'accounts' && further === 'locations') return listLocations(asked, id)
  if (kind !== 'locations' || further !== undefined) throw notFound()
  if (method === undefined) return getLocation(asked, id)
  if (method === 'fetchMultiDailyMetricsTimeSeries') return readPerformance(asked, location ?? '')
  throw notFound()
}

type Of = (asked: Asked, place: Place, id: string) => Promise<Json> | Json

const own: Readonly<Record<string, Of>> = {
  'GET localPosts': listPosts,
  'POST localPosts': createPost,
  'GET localPosts/…': getPost,
  'PATCH localPosts/…': updatePost,
  'DELETE localPosts/…': deletePost,
  'GET reviews': listReviews,
  'GET reviews/…': getReview,
  'PUT reviews/…/reply': putReply,
  'DELETE reviews/…/reply': deleteReply,
}

/** `/v4/accounts/{account}/locations/{location}/…` */
async function fourthVersion(asked: Asked, path: readonly string[]): Promise<Json> {
  const [, accounts, account, locations, location, list = '', id, ...rest] = path
  if (accounts !== 'accounts' || locations !== 'locations' || account === undefined || location === undefined) throw notFound()
  const what = own[`${asked.request.method} ${[list, ...(id === undefined ? [] : ['…']), ...rest].join('/')}`]
  if (!what) throw notFound()
  return what(asked, { account, location }, id ?? '')
}

/** The photo of a post; undefined where there is none. */
function photo({ state }: Server, [kind, id]: readonly string[]): Response | undefined {
  const file = kind === 'photos' ? state.posts.find((each) => each.id === id)?.photo : undefined
  return file && fileOf(file)
}

/** `/`, `/posts/…` and `/maps?cid=…`; undefined where there is no such page. */
function pageAnswer(server: Server, { searchParams }: URL, [first = '', second]: readonly string[]): Response | undefined {
  const { people, posts: all, reviews } = server.state
  const posts = shownPosts(server)
  const articles = (shown: typeof posts) => shown.slice(0, 50).map((post) => article(post, personWith(server, post.profileId).displayName))
  if (first === '') return page('Google', articles(posts))
  const post = first === 'posts' ? all.find(({ id }) => id === second) : undefined
  if (post) return page('Google', [...articles(posts.filter(({ id }) => id === post.id)), detailsOf(post)])
  const business = first === 'maps' ? people.find(({ id }) => id === searchParams.get('cid')) : undefined
  if (!business) return undefined
  const about = new Set(reviews.filter(({ locationId }) => locationId === business.id).map(({ id }) => id))
  return page(business.displayName, [
    businessHead(business),
    ...articles(posts.filter(({ id, profileId }) => profileId === business.id || about.has(id))),
  ])
}
