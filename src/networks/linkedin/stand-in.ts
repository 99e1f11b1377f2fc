import { readAsked } from '../stand-in-asked.ts'
import { messagesWith } from '../stand-in-people.ts'
import type { StandIn, StandInKind, StandInWorld } from '../stand-in.ts'
import { act } from './stand-in-actions.ts'
import { createComment, deleteComment, listComments } from './stand-in-comments.ts'
import { addDeeds, followerStatistics, networkSize, pageStatistics, shareStatistics } from './stand-in-insights.ts'
import { memberFollowers, memberPostAnalytics } from './stand-in-member-insights.ts'
import { listNotices } from './stand-in-notices.ts'
import { answerSignIn, apps, authorize, giveTokens, introspect, signedBy, withdrawGrants } from './stand-in-oauth.ts'
import { findFollowers, findOrganizations, listAcls, me, readOrganization, readPerson, userInfo } from './stand-in-organizations.ts'
import { pageAnswer } from './stand-in-pages.ts'
import { addPerson, profileOf, shownPeople } from './stand-in-people.ts'
import { createPost, deletePost, listPosts, readPost, updatePost } from './stand-in-posts.ts'
import { countCall } from './stand-in-quota.ts'
import { readRequest } from './stand-in-read.ts'
import { shownPosts } from './stand-in-shown.ts'
import { openState, personWith, type Server, type Settings } from './stand-in-state.ts'
import { actOnUploads, readUpload, takeBytes } from './stand-in-uploads.ts'
import { asAnswer, type Asked, Refused, type Signed, urnIn } from './stand-in-wire.ts'

/** LinkedIn on one address: the site with its sign-in page, the versioned API and where files are uploaded. */
export const standIn: StandInKind = linkedinStandIn()

/** The same with other habits: by default uploads are processed for a second, posts are listed at once and the app is past development. */
export function linkedinStandIn({
  processingSeconds = 1,
  listingLagSeconds = 0,
  refreshTokens = true,
  tier = 'standard',
  roles = () => [],
  spoil = () => undefined,
}: Partial<Settings> = {}): StandInKind {
  const settings = { processingSeconds, listingLagSeconds, refreshTokens, tier, roles, spoil }
  return { id: 'linkedin', open: (world) => open(world, settings) }
}

function open(world: StandInWorld, settings: Settings): StandIn {
  const server: Server = { world, settings, state: openState(world.restore) }
  return {
    handle: (request) => handle(server, request),
    state: () => ({ ...server.state }),
    options: {
      web: world.webOrigin,
      token: world.origin,
      api: world.origin,
      client_id: apps.member.clientId,
      client_secret: apps.member.clientSecret,
      pages_client_id: apps.pages.clientId,
      pages_client_secret: apps.pages.clientSecret,
      member_numbers: 'yes',
    },
    addProfile: (profile) => profileOf(server, addPerson(server, profile)),
    profiles: () => shownPeople(server).map((person) => profileOf(server, person)),
    connectWith: (profileId) => ({ way: personWith(server, profileId).kind === 'organization' ? 'pages' : 'member', fields: {} }),
    approve: async (redirect, { profileId, deny = false, without = [] }) => answerSignIn(server, redirect, { profileId, deny, without }),
    revoke: (profileId) => withdrawGrants(server, personWith(server, profileId)),
    posts: (of = {}) => shownPosts(server, of),
    messages: (profileId) => messagesWith(server, profileId),
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
    if (error instanceof Refused) return asAnswer(error)
    throw error
  }
}

async function answer(asked: Asked): Promise<Response> {
  const { pathname } = asked.url
  const route = `${asked.method} ${pathname}`
  if (pathname === '/oauth/v2/authorization') return authorize(asked)
  if (route === 'POST /oauth/v2/accessToken') return giveTokens(asked)
  if (route === 'POST /oauth/v2/introspectToken') return introspect(asked)
  if (pathname.startsWith('/dms-uploads/')) return takeBytes(asked)
  if (pathname.startsWith('/rest/')) return callVersioned(sign(asked))
  if (pathname.startsWith('/v2/')) return callOld(sign(asked))
  const shown = asked.method === 'GET' ? pageAnswer(asked.server, pathname, asked.headers.get('range')) : undefined
  return shown ?? new Response('Not Found', { status: 404 })
}

function sign(asked: Asked): Signed {
  const token = signedBy(asked)
  countCall(asked.server, token)
  return { ...asked, token }
}

/** The versions of a year, as of November 2026. */
const versions = { oldest: 202512, newest: 202611 } as const

/** @throws Refused where the version is missing, over or to come */
function needVersion({ headers }: Asked): void {
  const version = headers.get('linkedin-version') ?? ''
  if (version === '') {
    throw new Refused(400, 'A version must be present. Please specify a version by adding the LinkedIn-Version header.', {
      code: 'VERSION_MISSING',
    })
  }
  const month = Number(/^(\d{6})(?:\.\d{2})?$/.exec(version)?.[1])
  if (!(month >= versions.oldest && month <= versions.newest))
    throw new Refused(426, `Requested version ${version} is not active`, { code: 'NONEXISTENT_VERSION' })
  if (headers.get('x-restli-protocol-version') !== '2.0.0') {
    throw new Refused(400, 'X-RestLi-Protocol-Version must be 2.0.0', { code: 'ILLEGAL_ARGUMENT' })
  }
}

function callOld(asked: Signed): Response {
  const [, , resource, id, edge] = asked.url.pathname.split('/')
  const route = `${asked.method} ${resource ?? ''}`
  if (route === 'GET userinfo') return Response.json(userInfo(asked))
  if (route === 'GET me') return Response.json(me(asked))
  if (resource === 'socialActions' && id !== undefined && edge === 'comments') return callComments(asked, urnIn(id))
  throw new Refused(404, `No virtual resource found`, { code: 'RESOURCE_NOT_FOUND' })
}

async function callVersioned(asked: Signed): Promise<Response> {
  needVersion(asked)
  const [, , resource = '', id, edge] = asked.url.pathname.split('/')
  const route = `${asked.method} ${resource}${id === undefined ? '' : '/id'}${edge === undefined ? '' : `/${edge}`}`
  const key = id === undefined || resource === 'people' ? '' : urnIn(id)
  switch (route) {
    case 'GET organizationalEntityNotifications':
      return Response.json(listNotices(asked))
    case 'GET people/id':
      return Response.json(readPerson(asked, id ?? ''))
    case 'POST posts':
      return createPost(asked)
    case 'GET posts':
      return Response.json(listPosts(asked))
    case 'GET posts/id':
      return Response.json(readPost(asked, key))
    case 'POST posts/id':
      return updatePost(asked, key)
    case 'DELETE posts/id':
      return deletePost(asked, key)
    case 'GET organizationAcls':
      return Response.json(listAcls(asked))
    case 'GET organizations/id':
      return Response.json(readOrganization(asked, key))
    case 'GET organizations':
      return Response.json(findOrganizations(asked))
    case 'GET peopleTypeahead':
      return Response.json(findFollowers(asked))
    case 'GET networkSizes/id':
      return Response.json(networkSize(asked, key))
    case 'GET organizationalEntityShareStatistics':
      return Response.json(shareStatistics(asked))
    case 'GET organizationalEntityFollowerStatistics':
      return Response.json(followerStatistics(asked))
    case 'GET organizationPageStatistics':
      return Response.json(pageStatistics(asked))
    case 'GET memberCreatorPostAnalytics':
      return Response.json(memberPostAnalytics(asked))
    case 'GET memberFollowersCount':
      return Response.json(memberFollowers(asked))
    default:
      return callMedia(asked, { resource, key, edge })
  }
}

const kinds: Readonly<Record<string, 'image' | 'document' | 'video' | undefined>> = {
  images: 'image',
  documents: 'document',
  videos: 'video',
}

async function callMedia(
  asked: Signed,
  { resource, key, edge }: { resource: string; key: string; edge: string | undefined },
): Promise<Response> {
  const kind = kinds[resource]
  if (kind && asked.method === 'POST' && key === '') return actOnUploads(asked, kind)
  if (kind && asked.method === 'GET' && key !== '' && edge === undefined) return Response.json(readUpload(asked, key))
  if (resource === 'socialActions' && key !== '' && edge === 'comments') return callComments(asked, key)
  throw new Refused(404, 'No virtual resource found', { code: 'RESOURCE_NOT_FOUND' })
}

function callComments(asked: Signed, urn: string): Response {
  const [, commentId] = /\/comments\/([^/]+)$/.exec(asked.url.pathname) ?? []
  if (asked.method === 'DELETE' && commentId !== undefined) return deleteComment(asked, commentId)
  if (asked.method === 'POST') return createComment(asked, urn)
  if (asked.method === 'GET') return Response.json(listComments(asked, urn))
  throw new Refused(405, 'Method Not Allowed', { code: 'METHOD_NOT_ALLOWED' })
}
