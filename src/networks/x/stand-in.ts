import type { Json } from '#kit/json'

import type { StandIn, StandInKind, StandInWorld } from '../stand-in.ts'
import { crowd } from './stand-in-insights.ts'
import { append, describeMedia, finalize, initialize, mediaAnswer, mediaStatus } from './stand-in-media.ts'
import { deleteEvent, listConversation, listEvents, sendMessage } from './stand-in-messages.ts'
import { authorizePage, decide, endGrants, revokeAnswer, tokenAnswer } from './stand-in-oauth.ts'
import { article, page, profileHead } from './stand-in-pages.ts'
import { act, addPerson, personByHandle, personWith, profileOf, shownPost } from './stand-in-people.ts'
import { createPost, deletePost } from './stand-in-posts.ts'
import { readRequest } from './stand-in-read.ts'
import { openState, savedState } from './stand-in-state.ts'
import { hidePost } from './stand-in-talk.ts'
import { listMentions, listPosts, listQuotes, readPost, readSome } from './stand-in-timeline.ts'
import { readMe, searchUsers } from './stand-in-users.ts'
import { asAnswer, type Asked, Refused, type Server } from './stand-in-wire.ts'

/** X on one address: the API, its sign-in page, and plain pages of profiles and posts. */
export const standIn: StandInKind = standInWith({})

/** The same with pictures that are processed for so long before they can be used. */
export function standInWith({ processingSeconds = 0 }: { readonly processingSeconds?: number }): StandInKind {
  return { id: 'x', open: (world) => open(world, processingSeconds) }
}

function open(world: StandInWorld, processingSeconds: number): StandIn {
  const server: Server = { world, state: openState(world.restore, processingSeconds) }
  const { state } = server
  return {
    handle: (request) => handle(server, request),
    state: () => savedState(state),
    options: { api: world.origin, web: world.webOrigin, client_id: state.clientId, client_secret: state.clientSecret },
    addProfile: (profile) => profileOf(server, addPerson(server, profile)),
    profiles: () => state.people.map((person) => profileOf(server, person)),
    connectWith: () => ({ way: 'oauth', fields: {} }),
    approve: async (redirect, { profileId, deny = false }) => decide(server, new URL(redirect), { profileId, deny }),
    revoke: (profileId) => {
      endGrants(server, (grant) => grant.profileId === profileId)
      world.changed()
    },
    posts: ({ profileId, limit } = {}) =>
      state.posts
        .filter(({ authorId }) => profileId === undefined || authorId === profileId)
        .slice(0, limit)
        .map((post) => shownPost(server, post)),
    messages: (profileId) => state.messages.filter(({ from, to }) => from === profileId || to === profileId),
    act: (action) => act(server, action),
    crowd: (deeds) => crowd(server, deeds),
    read: (request) => readRequest(server, request),
  }
}

async function handle(server: Server, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const asked: Asked = { server, request, url, body: new Uint8Array(await request.arrayBuffer()), headers: new Headers() }
  try {
    return await answer(asked)
  } catch (error) {
    if (error instanceof Refused) return asAnswer(error, asked.headers)
    throw error
  }
}

type Answering = (asked: Asked, id: string) => Promise<Json | Response> | Json | Response

const routes: readonly (readonly [string, RegExp, Answering])[] = [
  ['POST', /^\/2\/tweets$/, createPost],
  ['GET', /^\/2\/tweets\/(\d{1,19})$/, readPost],
  ['DELETE', /^\/2\/tweets\/(\d{1,19})$/, deletePost],
  ['GET', /^\/2\/tweets$/, readSome],
  ['GET', /^\/2\/tweets\/(\d{1,19})\/quote_tweets$/, listQuotes],
  ['PUT', /^\/2\/tweets\/(\d{1,19})\/hidden$/, hidePost],
  ['GET', /^\/2\/users\/(\d{1,19})\/mentions$/, listMentions],
  ['GET', /^\/2\/dm_events$/, listEvents],
  ['DELETE', /^\/2\/dm_events\/(\d{1,19})$/, deleteEvent],
  ['GET', /^\/2\/dm_conversations\/(\d{1,19}-\d{1,19})\/dm_events$/, listConversation],
  ['POST', /^\/2\/dm_conversations\/(\d{1,19}-\d{1,19})\/messages$/, sendMessage],
  ['GET', /^\/2\/users\/me$/, readMe],
  ['GET', /^\/2\/users\/search$/, searchUsers],
  ['GET', /^\/2\/users\/(\d{1,19})\/tweets$/, listPosts],
  ['POST', /^\/2\/media\/upload\/initialize$/, initialize],
  ['POST', /^\/2\/media\/upload\/(\d{1,19})\/append$/, append],
  ['POST', /^\/2\/media\/upload\/(\d{1,19})\/finalize$/, finalize],
  ['GET', /^\/2\/media\/upload$/, mediaStatus],
  ['POST', /^\/2\/media\/metadata$/, describeMedia],
  ['POST', /^\/2\/oauth2\/token$/, tokenAnswer],
  ['POST', /^\/2\/oauth2\/revoke$/, revokeAnswer],
  ['GET', /^\/i\/oauth2\/authorize$/, authorizePage],
  ['POST', /^\/i\/oauth2\/authorize$/, authorizePage],
]

async function answer(asked: Asked): Promise<Response> {
  const { request, url, headers } = asked
  for (const [method, path, answering] of routes) {
    const match = path.exec(url.pathname)
    if (!match || method !== request.method) continue
    const answered = await answering(asked, match[1] ?? '')
    return answered instanceof Response ? answered : Response.json(answered, { headers })
  }
  return pageAnswer(asked.server, url.pathname) ?? unknownPath(url.pathname)
}

function unknownPath(path: string): Response {
  if (!path.startsWith('/2/')) return new Response('Not Found', { status: 404, headers: { 'content-type': 'text/plain' } })
  return Response.json({ title: 'Not Found', type: 'about:blank', status: 404, detail: 'Not Found' }, { status: 404 })
}

/** `/`, `/<name>`, `/<name>/status/<id>` (the name may be anything) and the pictures; undefined where there is no such page. */
function pageAnswer(server: Server, path: string): Response | undefined {
  const { state } = server
  const [, first = '', second, id] = path.split('/').map(decodeURIComponent)
  const articles = (posts: typeof state.posts) =>
    posts.slice(0, 50).map((post) => article(shownPost(server, post), profileOf(server, personWith(server, post.authorId))))
  if (first === '') return page('X', articles(state.posts))
  if (first === 'media') return mediaAnswer(server, second ?? '')
  if (second === 'status') {
    const post = state.posts.find((each) => each.id === id)
    return post && page('Post', articles([post]))
  }
  const person = second === undefined ? personByHandle(server, first) : undefined
  if (!person) return undefined
  const profile = profileOf(server, person)
  return page(profile.displayName, [profileHead(profile), ...articles(state.posts.filter(({ authorId }) => authorId === person.id))])
}
