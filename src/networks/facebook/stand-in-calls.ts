import type { Json } from '#kit/json'

import { followersOf } from '../stand-in-figures.ts'
import { listConversations, listMessages, sendMessageAs } from '../stand-in-graph-talks.ts'
import { asJson, notThere, onlyKnown, pick, unsupported } from '../stand-in-graph.ts'
import { callComment, listComments, writeComment } from './stand-in-comments.ts'
import { asPage, needScope, pageTokenFor, signedBy } from './stand-in-grants.ts'
import { pageInsights, postInsights, storyInsights, storyNumbered } from './stand-in-insights.ts'
import { talkHost } from './stand-in-messages.ts'
import { ownPhoto, photoFields, publishPhotoStory, uploadPhoto } from './stand-in-photos.ts'
import { changePost, deletePost, listPosts, listTagged, postFields, publishPost, remove } from './stand-in-posts.ts'
import { listReviews } from './stand-in-reviews.ts'
import { personWith, type Photo, type Post, type Server, type Video } from './stand-in-state.ts'
import { subscribePage } from './stand-in-subscriptions.ts'
import { countCall } from './stand-in-usage.ts'
import { changeVideo, setCaptions, setCover } from './stand-in-video-extras.ts'
import { callPieces, callVideo, ownVideo, videoFields } from './stand-in-videos.ts'
import type { Asked, Signed } from './stand-in-wire.ts'

/** A call of the Graph API, in the name of a person or of a Page. @throws GraphError */
export async function callGraph(asked: Asked, node: string, edge: string | undefined): Promise<Response> {
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
