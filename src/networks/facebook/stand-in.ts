import { asAnswer, GraphError, readParameters } from '../stand-in-graph.ts'
import { messagesWith } from '../stand-in-people.ts'
import { allTold, enterCallback } from '../stand-in-webhooks.ts'
import type { StandIn, StandInKind, StandInWorld } from '../stand-in.ts'
import { app } from './stand-in-app.ts'
import { callGraph } from './stand-in-calls.ts'
import { addDeeds } from './stand-in-insights.ts'
import { answerSignIn, authorize, giveAccess } from './stand-in-oauth.ts'
import { pageAnswer } from './stand-in-pages.ts'
import { act, addPerson, hide, profileOf, shownPosts, withdrawGrants } from './stand-in-people.ts'
import { readRequest } from './stand-in-read.ts'
import { review } from './stand-in-reviews.ts'
import { openState, type Server, type Settings } from './stand-in-state.ts'
import { publishReady, takeBytes } from './stand-in-videos.ts'
import { type Asked, readFiles } from './stand-in-wire.ts'

/** Facebook on one address: the site with its sign-in page, the Graph API and both hosts for uploads. */
export const standIn: StandInKind = facebookStandIn()

const allTasks = ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MANAGE', 'MESSAGING', 'MODERATE']

/** The same with other habits: by default a video is processed for a second and a post is listed at once. */
export function facebookStandIn({
  processingSeconds = 1,
  listingLagSeconds = 0,
  pieceBytes = 1024 * 1024,
  tasksOn = () => allTasks,
}: Partial<Settings> = {}): StandInKind {
  return { id: 'facebook', open: (world) => open(world, { processingSeconds, listingLagSeconds, pieceBytes, tasksOn }) }
}

function open(world: StandInWorld, settings: Settings): StandIn {
  const server: Server = { world, settings, state: openState(world.restore) }
  const { state } = server
  const { origin } = world
  return {
    handle: (request) => handle(server, request),
    state: () => ({ ...state }),
    options: {
      web: world.webOrigin,
      api: origin,
      video: origin,
      upload: origin,
      client_id: app.clientId,
      client_secret: app.clientSecret,
      config_id: '',
      messages: 'yes',
    },
    addProfile: (profile) => profileOf(server, addPerson(server, profile)),
    profiles: () => state.people.map((person) => profileOf(server, person)),
    connectWith: () => ({ way: 'login', fields: {} }),
    approve: async (redirect, { profileId, deny = false, without = [] }) => answerSignIn(server, redirect, { profileId, deny, without }),
    revoke: (profileId) => withdrawGrants(server, profileId),
    posts: (of = {}) => {
      publishReady(server)
      return shownPosts(server, of)
    },
    messages: (profileId) => messagesWith(server, profileId),
    act: (action) => act(server, action),
    hide: (what) => hide(server, what),
    review: (written) => review(server, written),
    crowd: (deeds) => addDeeds(server, deeds),
    webhooks: {
      enter: (callback) => enterCallback({ ...server, appSecret: app.clientSecret }, callback),
      told: () => allTold(state),
    },
    read: (request) => readRequest(server, request),
  }
}

async function handle(server: Server, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const { method, headers } = request
  publishReady(server)
  const [, first = '', , video = ''] = url.pathname.split('/')
  const isUpload = method === 'POST' && first === 'video-upload'
  const body = isUpload ? new Uint8Array(await request.arrayBuffer()) : undefined
  const files = body ? new Map() : await readFiles(request.clone())
  const parameters = body ? new Map<string, string>() : await readParameters(request)
  const asked: Asked = { server, method, url, parameters, files, headers, answerHeaders: new Headers() }
  try {
    return body ? await takeBytes(asked, video, body) : await answer(asked)
  } catch (error) {
    if (error instanceof GraphError) return asAnswer(error, asked.answerHeaders)
    throw error
  }
}

async function answer(asked: Asked): Promise<Response> {
  const { pathname } = asked.url
  const [, first = '', second, third] = pathname.split('/')
  const version = /^v(\d+)\.\d+$/.exec(first)?.[1]
  if (version === undefined) {
    return (asked.method === 'GET' ? pageAnswer(asked.server, pathname) : undefined) ?? new Response('Not Found', { status: 404 })
  }
  if (Number(version) < 22) {
    throw new GraphError(`(#2635) You are calling a deprecated version of the Ads API. Please update to the latest version: v26.0.`, {
      code: 2635,
    })
  }
  if (second === 'dialog') return authorize(asked)
  if (second === 'oauth' && third === 'access_token' && asked.method === 'GET') return giveAccess(asked)
  return callGraph(asked, second ?? '', third)
}
