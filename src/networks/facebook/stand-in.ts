import type { Json } from '#kit/json'

import { followersOf } from '../stand-in-figures.ts'
import { listConversations, listMessages, sendMessageAs } from '../stand-in-graph-talks.ts'
import { asAnswer, asJson, GraphError, notThere, onlyKnown, pick, readParameters } from '../stand-in-graph.ts'
import { messagesWith } from '../stand-in-people.ts'
import { allTold, enterCallback } from '../stand-in-webhooks.ts'
import type { StandIn, StandInKind, StandInWorld } from '../stand-in.ts'
import { app } from './stand-in-app.ts'
import { callComment, listComments, writeComment } from './stand-in-comments.ts'
import { asPage, needScope, pageTokenFor, signedBy } from './stand-in-grants.ts'
import { addDeeds, pageInsights, postInsights, storyInsights, storyNumbered } from './stand-in-insights.ts'
import { talkHost } from './stand-in-messages.ts'
import { answerSignIn, authorize, giveAccess } from './stand-in-oauth.ts'
import { pageAnswer } from './stand-in-pages.ts'
import { act, addPerson, hide, profileOf, shownPosts, withdrawGrants } from './stand-in-people.ts'
import { ownPhoto, photoFields, publishPhotoStory, uploadPhoto } from './stand-in-photos.ts'
import { changePost, deletePost, listPosts, listTagged, postFields, publishPost, remove } from './stand-in-posts.ts'
import { readRequest } from './stand-in-read.ts'
import { listReviews, review } from './stand-in-reviews.ts'
import { openState, personWith, type Photo, type Post, type Server, type Settings, type Video } from './stand-in-state.ts'
import { subscribePage } from './stand-in-subscriptions.ts'
import { countCall } from './stand-in-usage.ts'
import { changeVideo, setCaptions, setCover } from './stand-in-video-extras.ts'
import { callPieces, callVideo, ownVideo, publishReady, takeBytes, videoFields } from './stand-in-videos.ts'
import { type Asked, readFiles, type Signed } from './stand-in-wire.ts'

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

async function callGraph(asked: Asked, node: string, edge: string | undefined): Promise<Response> {
  const token = signedBy(asked)
  if (token.pageId !== undefined) countCall(asked.server, token.pageId, asked.answerHeaders)
  const parameters = new Map([...asked.parameters].filter(([name]) => name !== 'appsecret_proof'))
  const signed: Signed = { ...asked, parameters, token }
  const self = token.pageId ?? token.userId
  const id = node === 'me' ? self : node
  const value =
    id === token.userId ? callUser(signed, edge) : id === token.pageId ? await callPage(signed, id, edge) : callObject(signed, id, edge)
  return asJson(value, asked.answerHeaders)
}

function callUser(asked: Signed, edge: string | undefined): Json {
  const { token, server, parameters, method } = asked
  const { userId, scopes, declined } = token
  onlyKnown(asked, ['limit', 'after'])
  const name = server.state.people.find(({ id }) => id === userId)?.displayName ?? 'Page manager'
  switch (`${method} ${edge ?? ''}`) {
    case 'GET ':
      return pick({ id: () => userId, name: () => name }, parameters.get('fields'), 'User')
    case 'GET permissions':
      return {
        data: [
          ...scopes.map((permission) => ({ permission, status: 'granted' })),
          ...declined.map((permission) => ({ permission, status: 'declined' })),
        ],
      }
    case 'GET accounts':
      needScope(token, 'pages_show_list')
      return listPages(asked)
    default:
      throw unsupported(asked, edge ?? userId)
  }
}

/** Twenty-five a page, unless it is said otherwise. */
function listPages({ server, token, parameters }: Signed): Json {
  const limit = Number(parameters.get('limit') ?? 25)
  const from = Number(parameters.get('after') ?? 0)
  const fields = parameters.get('fields')
  const shown = token.pageIds.slice(from, from + limit).map((pageId) => {
    const page = personWith(server, pageId)
    return pick(
      {
        ...pageFields(server, pageId),
        access_token: () => pageTokenFor(server, token, pageId).token,
        tasks: () => [...server.settings.tasksOn(page.handle)],
      },
      fields,
      'Page',
    )
  })
  const more = token.pageIds.length > from + limit
  return { data: shown, paging: { cursors: { before: String(from), after: String(from + limit) }, ...(more ? { next: 'yes' } : {}) } }
}

function pageFields(server: Server, id: string) {
  const page = personWith(server, id)
  return {
    id: (): Json => id,
    name: (): Json => page.displayName,
    username: (): Json => page.handle,
    link: (): Json => `${server.world.webOrigin}/${page.handle}`,
    followers_count: (): Json => followersOf(server, id),
    picture: (): Json => ({
      data: { url: page.avatarUrl ?? `${server.world.webOrigin}/pictures/none`, is_silhouette: page.avatarUrl === undefined },
    }),
  }
}

async function callPage(asked: Signed, id: string, edge: string | undefined): Promise<Json> {
  const writing = () => asPage(asked, { id, scope: 'pages_manage_posts' })
  const reading = () => asPage(asked, { id, scope: 'pages_read_engagement' })
  const talking = () => asPage(asked, { id, scope: 'pages_messaging' })
  switch (`${asked.method} ${edge ?? ''}`) {
    case 'GET ':
      onlyKnown(asked, [])
      return pick(pageFields(asked.server, id), asked.parameters.get('fields'), 'Page')
    case 'POST feed':
      return publishPost(writing())
    case 'POST photos':
      return uploadPhoto(writing())
    case 'POST photo_stories':
      return publishPhotoStory(writing())
    case 'POST videos':
      return callPieces(writing())
    case 'POST video_reels':
      return callVideo(writing(), 'reel')
    case 'POST video_stories':
      return callVideo(writing(), 'story')
    case 'POST messages':
      return sendMessageAs(talking(), talkHost(asked.server, talking().page))
    case 'GET conversations':
      return listConversations(talking(), talkHost(asked.server, talking().page))
    case 'GET ratings':
      return listReviews(asPage(asked, { id, scope: 'pages_read_user_content' }))
    case 'GET tagged':
      return listTagged(asPage(asked, { id, scope: 'pages_read_user_content' }))
    case 'POST subscribed_apps':
      return subscribePage(asPage(asked, { id, scope: 'pages_manage_metadata' }))
    case 'GET feed':
      needScope(asked.token, 'pages_read_user_content')
      return listPosts(reading(), ['post', 'reel'])
    case 'GET published_posts':
      return listPosts(reading(), ['post', 'reel'])
    case 'GET insights':
      return pageInsights(asPage(asked, { id, scope: 'read_insights' }))
    case 'GET stories':
      return listPosts(reading(), ['story'])
    default:
      throw unsupported(asked, edge ?? id)
  }
}

/** A post, a photo or a video of the Page. A video is known by its own id and by that of its post. */
function callObject(asked: Signed, id: string, edge: string | undefined): Json {
  const { server, token } = asked
  const { posts } = server.state
  const pageId = token.pageId ?? ''
  const post = posts.find((each) => each.authorId === pageId && each.id === id)
  const photo = ownPhoto(server, id, pageId)
  const video = ownVideo(server, id, pageId)
  const comment = server.state.comments.find((each) => each.id === id)
  if (post) return callPost(asked, post, edge)
  if (comment) return callComment(asked, comment, edge)
  if (server.state.reviews.some((each) => each.id === id && each.pageId === pageId)) return callReview(asked, id, edge)
  if (edge === 'messages' && asked.method === 'GET') {
    needScope(token, 'pages_messaging')
    const messages = listMessages(asked, talkHost(server, personWith(server, pageId)), id)
    if (messages !== undefined) return messages
  }
  const story = edge === 'insights' && asked.method === 'GET' ? storyNumbered(server, pageId, id) : undefined
  if (story) return storyInsights(asked, story)
  if (photo) return callPhoto(asked, photo, edge)
  if (video) return callOwnVideo(asked, video, edge)
  throw notThere(id)
}

function callPost(asked: Signed, post: Post, edge: string | undefined): Json {
  const { server, method, parameters, token } = asked
  const fields = parameters.get('fields')
  switch (`${method} ${edge ?? ''}`) {
    case 'GET ':
      onlyKnown(asked, [])
      return pick(postFields(server, post, fields), fields, 'PagePost')
    case 'POST ':
      return changePost(asked, post)
    case 'DELETE ':
      needScope(token, 'pages_manage_posts')
      return deletePost(server, post)
    case 'GET comments':
      return listComments(asked, post)
    case 'POST comments':
      return writeComment(asked, post)
    case 'GET insights':
      return postInsights(asked, post)
    default:
      throw unsupported(asked, edge ?? post.id)
  }
}

/** The story of a review is commented like a post. */
function callReview(asked: Signed, id: string, edge: string | undefined): Json {
  if (edge !== 'comments') throw unsupported(asked, edge ?? id)
  return asked.method === 'POST' ? writeComment(asked, { id }) : listComments(asked, { id })
}

function callPhoto(asked: Signed, photo: Photo, edge: string | undefined): Json {
  const { server, method, parameters, token } = asked
  if (edge !== undefined || method === 'POST') throw unsupported(asked, edge ?? photo.id)
  onlyKnown(asked, [])
  if (method === 'GET') return pick(photoFields(server, photo), parameters.get('fields'), 'Photo')
  needScope(token, 'pages_manage_posts')
  const post = server.state.posts.find(({ id }) => id === photo.postId)
  if (post) return deletePost(server, post)
  remove(server.state.photos, (each) => each === photo)
  server.world.changed()
  return { success: true }
}

function callOwnVideo(asked: Signed, video: Video, edge: string | undefined): Json {
  const { server, method, parameters, token } = asked
  const post = server.state.posts.find(({ videoId }) => videoId === video.id)
  switch (`${method} ${edge ?? ''}`) {
    case 'GET ':
      onlyKnown(asked, [])
      return pick(videoFields(server, video), parameters.get('fields'), 'Video')
    case 'POST ':
      return changeVideo(asked, video)
    case 'POST thumbnails':
      return setCover(asked, video)
    case 'POST captions':
      return setCaptions(asked, video)
    case 'DELETE ':
      needScope(token, 'pages_manage_posts')
      if (post) return deletePost(server, post)
      remove(server.state.videos, (each) => each === video)
      return { success: true }
    default:
      if (post && edge === 'comments') return callPost(asked, post, edge)
      throw unsupported(asked, edge ?? video.id)
  }
}

function unsupported({ method }: Asked, what: string): GraphError {
  return new GraphError(`Unsupported ${method.toLowerCase()} request on ${what}`, { code: 100, subcode: 33, type: 'GraphMethodException' })
}
