import type { Json } from '#kit/json'

import { followersOf } from '../stand-in-figures.ts'
import { isOver } from '../stand-in-time.ts'
import { countsOf } from './stand-in-counts.ts'
import { countCall } from './stand-in-limits.ts'
import { needScope } from './stand-in-oauth.ts'
import { settleAll } from './stand-in-settle.ts'
import { type Person, personWith, type Post, postUrl, type Server } from './stand-in-state.ts'
import { asObject, invalid, onlyKnown, pick, readJson, type Signed } from './stand-in-wire.ts'

/** `GET /v2/user/info/` */
export function userInfo(asked: Signed): Json {
  const { server, grant, url } = asked
  const names = (url.searchParams.get('fields') ?? '').split(',')
  const [basic, profile, stats] = [
    ['open_id', 'union_id', 'avatar_url', 'avatar_url_100', 'avatar_large_url', 'display_name'],
    ['bio_description', 'profile_deep_link', 'is_verified', 'username'],
    ['follower_count', 'following_count', 'likes_count', 'video_count'],
  ]
  for (const [scope, fields] of [
    ['user.info.basic', basic],
    ['user.info.profile', profile],
    ['user.info.stats', stats],
  ] as const)
    if (names.some((name) => fields?.includes(name))) needScope(grant, scope)
  const person = personWith(server, grant.personId)
  return { user: pick(asked, userFields(server, person)) }
}

function userFields(server: Server, { id, handle, displayName, bio = '', avatarUrl = '' }: Person) {
  const { state, world } = server
  const own = state.posts.filter(({ personId }) => personId === id)
  return {
    open_id: id,
    union_id: `u-${id}`,
    avatar_url: avatarUrl,
    avatar_url_100: avatarUrl,
    avatar_large_url: avatarUrl,
    display_name: displayName,
    bio_description: bio,
    profile_deep_link: `${world.webOrigin}/@${handle}`,
    is_verified: false,
    username: handle,
    follower_count: followersOf(server, id),
    following_count: state.follows.filter(({ by }) => by === id).length,
    likes_count: own.reduce((sum, post) => sum + countsOf(server, post).reactions, 0),
    video_count: own.length,
  }
}

/** `POST /v2/video/list/`: what everybody may see, newest first. */
export function listVideos(asked: Signed): Json {
  const { server, grant } = asked
  needScope(grant, 'video.list')
  countCall(server, grant.personId, 'other')
  const body = readJson(asked)
  onlyKnown(body, ['cursor', 'max_count'])
  const { cursor = Number.POSITIVE_INFINITY, max_count: count = 10 } = body
  if (typeof count !== 'number' || count < 1 || count > 20) throw invalid('max_count is 1 to 20')
  if (typeof cursor !== 'number') throw invalid('cursor is a number')
  settleAll(server)
  const all = server.state.posts
    .filter((post) => post.personId === grant.personId && isListed(server, post) && Date.parse(post.at) < cursor)
    .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
  const shown = all.slice(0, count)
  return {
    videos: shown.map((post) => pick(asked, videoFields(server, post))),
    cursor: Date.parse(shown.at(-1)?.at ?? nowLong),
    has_more: all.length > shown.length,
  }
}

/** `POST /v2/video/query/`: up to twenty of one's own that everybody may see; others are left out. */
export function queryVideos(asked: Signed): Json {
  const { server, grant } = asked
  needScope(grant, 'video.list')
  countCall(server, grant.personId, 'other')
  const body = readJson(asked)
  onlyKnown(body, ['filters'])
  const filters = asObject(body['filters'], 'filters')
  onlyKnown(filters, ['video_ids'])
  const ids = filters['video_ids']
  if (!Array.isArray(ids) || ids.length < 1 || ids.length > 20) throw invalid('video_ids has 1 to 20 ids')
  if (!ids.every((id) => typeof id === 'string' && /^\d+$/.test(id))) throw invalid('video_ids are ids of videos')
  settleAll(server)
  const own = server.state.posts.filter((post) => post.personId === grant.personId && isListed(server, post) && ids.includes(post.id))
  return { videos: own.map((post) => pick(asked, videoFields(server, post))) }
}

const nowLong = '1970-01-01T00:00:00Z'

function isListed(server: Server, { kind, info, publicAt }: Post): boolean {
  return info.privacy === 'PUBLIC_TO_EVERYONE' && isOver(server, publicAt) && (kind === 'video' || server.settings.listsPhotos)
}

function videoFields(server: Server, post: Post) {
  const { id, info, film, at } = post
  const { reactions, comments, shares, videoViews } = countsOf(server, post)
  return {
    id,
    create_time: Math.floor(Date.parse(at) / 1000),
    cover_image_url: '',
    share_url: postUrl(server, post),
    video_description: info.description === '' ? info.title : info.description,
    title: info.title,
    duration: Math.floor(film?.seconds ?? 0),
    height: film?.height ?? 0,
    width: film?.width ?? 0,
    embed_html: '',
    embed_link: '',
    like_count: reactions,
    comment_count: comments,
    share_count: shares,
    view_count: videoViews,
  }
}
