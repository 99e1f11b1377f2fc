import { readAsked } from '../stand-in-asked.ts'
import { withdrawGrants } from '../stand-in-grants.ts'
import { answerSignIn, authorize } from '../stand-in-sign-in.ts'
import type { StandIn, StandInKind, StandInWorld } from '../stand-in.ts'
import { addDeeds } from './stand-in-counts.ts'
import { app, giveToken, revokeToken, signedBy, signIn } from './stand-in-oauth.ts'
import { pageAnswer } from './stand-in-pages.ts'
import { act, addPerson, messagesOf, profileOf, shownPosts } from './stand-in-people.ts'
import { beginPhotos, beginVideo, creatorInfo, fetchStatus } from './stand-in-publish.ts'
import { readRequest } from './stand-in-read.ts'
import { openState, type Server, type Settings } from './stand-in-state.ts'
import { receiveChunk } from './stand-in-upload.ts'
import { listVideos, queryVideos, userInfo } from './stand-in-videos.ts'
import { ApiError, asAnswer, asRefusal, type Asked, type Signed } from './stand-in-wire.ts'

/** TikTok on one address: the site with its sign-in page, the API and the host that takes videos. */
export const standIn: StandInKind = tiktokStandIn()

const usual: Settings = {
  processingSeconds: 1,
  moderationSeconds: 2,
  audited: true,
  owns: () => true,
  creator: () => ({}),
  spoil: () => undefined,
  listsPhotos: true,
}

/** The same with other habits: by default the app has passed the audit and everything takes a moment. */
export function tiktokStandIn(settings: Partial<Settings> = {}): StandInKind {
  return { id: 'tiktok', open: (world) => open(world, { ...usual, ...settings }) }
}

function open(world: StandInWorld, settings: Settings): StandIn {
  const server: Server = { world, settings, state: openState(world.restore) }
  const { state } = server
  return {
    handle: (request) => handle(server, request),
    state: () => ({ ...state }),
    options: { web: world.webOrigin, api: world.origin, client_key: app.clientKey, client_secret: app.clientSecret },
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
  const asked = await readAsked(server, request)
  try {
    return await answer(asked)
  } catch (error) {
    if (error instanceof ApiError) return asRefusal(error)
    throw error
  }
}

async function answer(asked: Asked): Promise<Response> {
  const { method, server } = asked
  const { pathname } = asked.url
  const route = `${method} ${pathname}`
  if (pathname === '/v2/auth/authorize/') return authorize(signIn, asked)
  if (route === 'POST /v2/oauth/token/') return giveToken(asked)
  if (route === 'POST /v2/oauth/revoke/') return revokeToken(asked)
  if (route === 'PUT /video/') return receiveChunk(asked)
  if (pathname.startsWith('/v2/')) return callApi(asked, route)
  return (method === 'GET' ? pageAnswer(server, pathname) : undefined) ?? new Response('Not Found', { status: 404 })
}

async function callApi(asked: Asked, route: string): Promise<Response> {
  const signed: Signed = { ...asked, grant: signedBy(asked) }
  switch (route) {
    case 'GET /v2/user/info/':
      return asAnswer(userInfo(signed))
    case 'POST /v2/video/list/':
      return asAnswer(listVideos(signed))
    case 'POST /v2/video/query/':
      return asAnswer(queryVideos(signed))
    case 'POST /v2/post/publish/creator_info/query/':
      return asAnswer(creatorInfo(signed))
    case 'POST /v2/post/publish/video/init/':
      return asAnswer(beginVideo(signed, 'post'))
    case 'POST /v2/post/publish/inbox/video/init/':
      return asAnswer(beginVideo(signed, 'draft'))
    case 'POST /v2/post/publish/content/init/':
      return asAnswer(await beginPhotos(signed))
    case 'POST /v2/post/publish/status/fetch/':
      return asAnswer(fetchStatus(signed))
    default:
      throw new ApiError('unsupported_path', 404, 'Unsupported path(Janus).')
  }
}
