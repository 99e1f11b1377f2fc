import type { Json } from '#kit/json'

import { endGrants, revokeAnswer, tokenAnswer } from '../stand-in-google-tokens.ts'
import { fileOf, handle, page } from '../stand-in-google.ts'
import type { StandIn, StandInKind, StandInWorld } from '../stand-in.ts'
import { deleteComment, insertComment, insertReply, listComments, readComments, setModerationStatus } from './stand-in-comments.ts'
import { insertCaption, setThumbnail } from './stand-in-extras.ts'
import { insertPlaylistItem, listCategories, listChannels, listPlaylistItems, listPlaylists } from './stand-in-lists.ts'
import { authorizePage, decide } from './stand-in-oauth.ts'
import { article, channelHead, commentOf } from './stand-in-pages.ts'
import { act, addPerson, profileOf, shownPosts } from './stand-in-people.ts'
import { readRequest } from './stand-in-read.ts'
import { addDeeds, readReport } from './stand-in-reports.ts'
import { personWith } from './stand-in-resources.ts'
import { type Nature, openState, savedState } from './stand-in-state.ts'
import { continueUpload, startUpload } from './stand-in-uploads.ts'
import { deleteVideo, listVideos, updateVideo } from './stand-in-videos.ts'
import { type Asked, refused, type Server } from './stand-in-wire.ts'

/** YouTube and Google's sign-in on one address: the API, its uploads, the consent page, and plain pages of channels and videos. */
export const standIn: StandInKind = standInWith({})

/** The same with an app that no audit has passed, films that are processed for so long, or channels that may upload less. */
export function standInWith({ audited = true, processingSeconds = 0, channelUploads = 50 }: Partial<Nature>): StandInKind {
  return { id: 'youtube', open: (world) => open(world, { audited, processingSeconds, channelUploads }) }
}

function open(world: StandInWorld, nature: Nature): StandIn {
  const server: Server = { world, state: openState(world.restore, nature) }
  const { state } = server
  return {
    handle: (request) => handle(server, request, answer),
    state: () => savedState(state),
    options: {
      api: world.origin,
      analytics: world.origin,
      token: world.origin,
      accounts: world.webOrigin,
      web: world.webOrigin,
      client_id: state.clientId,
      client_secret: state.clientSecret,
    },
    addProfile: (profile) => profileOf(server, addPerson(server, profile)),
    profiles: () => state.people.map((person) => profileOf(server, person)),
    connectWith: () => ({ way: 'oauth', fields: {} }),
    approve: async (redirect, { profileId, deny = false, without = [] }) => decide(server, new URL(redirect), { profileId, deny, without }),
    revoke: (profileId) => {
      endGrants(server, ({ channelId }) => channelId === profileId)
    },
    posts: ({ profileId, limit } = {}) =>
      shownPosts(server)
        .filter((post) => profileId === undefined || post.profileId === profileId)
        .slice(0, limit),
    messages: () => [],
    act: (action) => act(server, action),
    crowd: (deeds) => addDeeds(server, deeds),
    read: (request) => readRequest(server, request),
  }
}

type Answering = (asked: Asked) => Promise<Json | Response> | Json | Response

const routes: Readonly<Record<string, Answering>> = {
  'GET /o/oauth2/v2/auth': authorizePage,
  'POST /o/oauth2/v2/auth': authorizePage,
  'POST /token': (asked) => tokenAnswer(asked, ({ channelId }, made) => ({ ...made, channelId })),
  'POST /revoke': (asked) => revokeAnswer(asked, ({ channelId }) => channelId),
  'POST /upload/youtube/v3/videos': startUpload,
  'PUT /upload/youtube/v3/videos': continueUpload,
  'POST /upload/youtube/v3/thumbnails/set': setThumbnail,
  'POST /upload/youtube/v3/captions': insertCaption,
  'GET /youtube/v3/videos': listVideos,
  'PUT /youtube/v3/videos': updateVideo,
  'DELETE /youtube/v3/videos': deleteVideo,
  'GET /youtube/v3/channels': listChannels,
  'GET /youtube/v3/playlists': listPlaylists,
  'GET /youtube/v3/playlistItems': listPlaylistItems,
  'POST /youtube/v3/playlistItems': insertPlaylistItem,
  'GET /youtube/v3/commentThreads': listComments,
  'POST /youtube/v3/commentThreads': insertComment,
  'GET /youtube/v3/comments': readComments,
  'POST /youtube/v3/comments': insertReply,
  'DELETE /youtube/v3/comments': deleteComment,
  'POST /youtube/v3/comments/setModerationStatus': setModerationStatus,
  'GET /youtube/v3/videoCategories': listCategories,
  'GET /v2/reports': readReport,
}

async function answer(asked: Asked): Promise<Response> {
  const { request, url, server } = asked
  const answering = routes[`${request.method} ${url.pathname}`]
  if (answering) {
    const answered = await answering(asked)
    return answered instanceof Response ? answered : Response.json(answered)
  }
  if (/^\/(upload\/)?youtube\//.test(url.pathname)) throw refused(404, { reason: 'notFound', message: 'Not Found', domain: 'global' })
  return fileAnswer(server, url.pathname) ?? pageAnswer(server, url) ?? page('Not found', [], { status: 404 })
}

/** Films and thumbnails; undefined where there is none. */
function fileAnswer({ state }: Server, path: string): Response | undefined {
  const [, kind, id] = path.split('/')
  const video = state.videos.find((each) => each.id === id)
  const file = kind === 'films' ? video?.film : kind === 'vi' ? video?.thumbnail : undefined
  return file && fileOf(file)
}

/** `/`, `/watch?v=…`, `/shorts/…`, `/@handle` and `/channel/…`; undefined where there is no such page. */
function pageAnswer(server: Server, { pathname, searchParams }: URL): Response | undefined {
  const { state } = server
  const [, first = '', second] = pathname.split('/').map(decodeURIComponent)
  const posts = shownPosts(server)
  const authorOf = (id: string) => profileOf(server, personWith(server, id))
  const articles = (shown: typeof posts) => shown.slice(0, 50).map((post) => article(post, authorOf(post.profileId)))
  const watchable = posts.filter(({ kind, visibility }) => kind !== 'comment' && visibility === 'public')
  if (first === '') return page('YouTube', articles(watchable))
  const videoId = first === 'watch' ? searchParams.get('v') : first === 'shorts' ? second : undefined
  const video = posts.find(({ id, kind }) => id === videoId && kind !== 'comment')
  if (video) {
    const below = state.comments.filter((comment) => comment.videoId === video.id)
    return page(video.title ?? '', [...articles([video]), ...below.map((comment) => commentOf(comment, authorOf(comment.by)))])
  }
  const person = state.people.find((each) =>
    first === 'channel' ? each.id === second : first.toLowerCase() === `@${each.handle.toLowerCase()}`,
  )
  if (!person) return undefined
  const profile = profileOf(server, person)
  return page(profile.displayName, [channelHead(profile), ...articles(watchable.filter(({ profileId }) => profileId === person.id))])
}
