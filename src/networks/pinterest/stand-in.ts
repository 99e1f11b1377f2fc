import type { Json } from '#kit/json'

import { readAsked } from '../stand-in-asked.ts'
import { withdrawGrants } from '../stand-in-grants.ts'
import { answerSignIn, authorize } from '../stand-in-sign-in.ts'
import type { StandIn, StandInKind, StandInWorld } from '../stand-in.ts'
import { accountAnalytics, addDeeds, pinAnalytics, userAccount } from './stand-in-account.ts'
import { getBoard, listBoards, listSections } from './stand-in-boards.ts'
import { type Category, countCall } from './stand-in-limits.ts'
import { getMedia, receiveFilm, registerMedia } from './stand-in-media.ts'
import { app, giveToken, needScopes, revokeToken, signedBy, signIn } from './stand-in-oauth.ts'
import { pageAnswer } from './stand-in-pages.ts'
import { act, addPerson, messagesOf, profileOf, shownPosts } from './stand-in-people.ts'
import { createPin, deletePin, listPins, listPinsOn, updatePin } from './stand-in-pins.ts'
import { readRequest } from './stand-in-read.ts'
import { openState, type Server, type Settings } from './stand-in-state.ts'
import { ApiError, asRefusal, type Asked, type Signed } from './stand-in-wire.ts'

/** Pinterest on one address: the site with its sign-in page, the API and the store that takes films. */
export const standIn: StandInKind = pinterestStandIn()

const usual: Settings = {
  standard: true,
  carousels: true,
  processingSeconds: 1,
  boards: () => [{ name: 'Tea at home', sections: ['Green', 'Black'] }, { name: 'Bread' }],
  spoil: () => false,
}

/** The same with other habits: by default the app has standard access and everything takes a moment. */
export function pinterestStandIn(settings: Partial<Settings> = {}): StandInKind {
  return { id: 'pinterest', open: (world) => open(world, { ...usual, ...settings }) }
}

function open(world: StandInWorld, settings: Settings): StandIn {
  const server: Server = { world, settings, state: openState(world.restore) }
  const { state } = server
  return {
    handle: (request) => handle(server, request),
    state: () => ({ ...state }),
    options: {
      web: world.webOrigin,
      api: world.origin,
      client_id: app.clientId,
      client_secret: app.clientSecret,
      ...(settings.standard ? { standard: 'yes' } : {}),
    },
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
  const { method, server, url } = asked
  const route = `${method} ${url.pathname}`
  if (url.pathname === '/oauth/') return authorize(signIn, asked)
  if (route === 'POST /upload/') return receiveFilm(asked)
  if (route === 'POST /v5/oauth/token') return giveToken(asked)
  if (route === 'POST /v5/oauth/token/revoke') return revokeToken(asked)
  if (url.pathname.startsWith('/v5/')) return callApi(asked, route)
  return (method === 'GET' ? pageAnswer(server, url.pathname) : undefined) ?? new Response('Not Found', { status: 404 })
}

interface Operation {
  readonly route: RegExp
  readonly category: Category
  readonly scopes: readonly string[]
  readonly status?: number
  readonly run: (asked: Signed, ids: readonly string[]) => Json | undefined | Promise<Json>
}

const [reading, writing] = [
  ['boards:read', 'pins:read'],
  ['boards:read', 'boards:write', 'pins:read', 'pins:write'],
]

/** As the OpenAPI document has them, with the rights that each needs. */
const operations: readonly Operation[] = [
  { route: /^GET \/v5\/user_account$/, category: 'org_read', scopes: ['user_accounts:read'], run: userAccount },
  {
    route: /^GET \/v5\/user_account\/analytics$/,
    category: 'org_analytics',
    scopes: ['user_accounts:read'],
    run: accountAnalytics,
  },
  { route: /^GET \/v5\/boards$/, category: 'org_read', scopes: ['boards:read'], run: listBoards },
  { route: /^GET \/v5\/boards\/(\d+)$/, category: 'org_read', scopes: ['boards:read'], run: (asked, [id = '']) => getBoard(asked, id) },
  {
    route: /^GET \/v5\/boards\/(\d+)\/sections$/,
    category: 'org_read',
    scopes: ['boards:read'],
    run: (asked, [id = '']) => listSections(asked, id),
  },
  { route: /^GET \/v5\/boards\/(\d+)\/pins$/, category: 'org_read', scopes: reading, run: (asked, [id = '']) => listPinsOn(asked, id) },
  {
    route: /^GET \/v5\/boards\/(\d+)\/sections\/(\d+)\/pins$/,
    category: 'org_read',
    scopes: reading,
    run: (asked, [id = '', section]) => listPinsOn(asked, id, section),
  },
  { route: /^POST \/v5\/media$/, category: 'org_write', scopes: ['pins:read', 'pins:write'], status: 201, run: registerMedia },
  { route: /^GET \/v5\/media\/(\d+)$/, category: 'org_read', scopes: ['pins:read'], run: (asked, [id = '']) => getMedia(asked, id) },
  { route: /^GET \/v5\/pins$/, category: 'org_read', scopes: reading, run: listPins },
  { route: /^POST \/v5\/pins$/, category: 'org_write', scopes: writing, status: 201, run: createPin },
  { route: /^PATCH \/v5\/pins\/(\d+)$/, category: 'org_write', scopes: writing, run: (asked, [id = '']) => updatePin(asked, id) },
  {
    route: /^DELETE \/v5\/pins\/(\d+)$/,
    category: 'org_write',
    scopes: writing,
    status: 204,
    run: (asked, [id = '']) => deletePin(asked, id),
  },
  {
    route: /^GET \/v5\/pins\/(\d+)\/analytics$/,
    category: 'org_analytics',
    scopes: reading,
    run: (asked, [id = '']) => pinAnalytics(asked, id),
  },
]

async function callApi(asked: Asked, route: string): Promise<Response> {
  const operation = operations.find((each) => each.route.test(route))
  if (!operation) throw new ApiError(404, 12, 'Not found.')
  const signed: Signed = { ...asked, grant: signedBy(asked) }
  const headers = countCall(asked.server, signed.grant.personId, operation.category)
  needScopes(signed.grant, ...operation.scopes)
  const said = await operation.run(signed, operation.route.exec(route)?.slice(1) ?? [])
  const { status = 200 } = operation
  return said === undefined ? new Response(null, { status, headers }) : Response.json(said, { status, headers })
}
