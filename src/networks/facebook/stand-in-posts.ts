import { z } from 'zod'

import type { Json } from '#kit/json'

import { crowdOf } from '../stand-in-crowd.ts'
import { figuresOfPost } from '../stand-in-figures.ts'
import { type Fields, fieldsInside, GraphError, invalid, modifiersOf, needed, onlyKnown, pick } from '../stand-in-graph.ts'
import { isOlder, nowAt } from '../stand-in-time.ts'
import { needScope } from './stand-in-grants.ts'
import { freshPhoto, photoAttachments, pickAttachment, timestamp } from './stand-in-photos.ts'
import { livedBy, newId, type Person, personWith, type Post, type Server } from './stand-in-state.ts'
import { namedIn } from './stand-in-told.ts'
import { videoPage } from './stand-in-videos.ts'
import type { AsPage, Signed } from './stand-in-wire.ts'

const longestText = 63_206
const mostPhotos = 10

const attachedSchema = z.array(z.strictObject({ media_fbid: z.string() }))

/** `POST /{page}/feed`: a text, a link, or photos that were uploaded unpublished. */
export function publishPost(asked: AsPage): Json {
  const { server, page, parameters } = asked
  onlyKnown(asked, ['message', 'link', 'attached_media', 'published'])
  const text = checkedText(parameters.get('message') ?? '')
  const link = parameters.get('link')
  const photos = attachedIn(parameters.get('attached_media')).map((id) => freshPhoto(server, id, page.id))
  if (link !== undefined && !/^https?:\/\/[^/\s]+\.[^/\s]+/.test(link)) {
    throw new GraphError('(#1500) The url you supplied is invalid', { code: 1500 })
  }
  if (text === '' && link === undefined && photos.length === 0) {
    throw new GraphError('(#100) Missing message or attachment', { code: 100, subcode: 1349125 })
  }
  if (photos.length === 0) refuseDuplicate(server, page, { text, link })
  const post: Post = {
    id: `${page.id}_${newId('12')}`,
    authorId: page.id,
    kind: 'post',
    text,
    ...(link === undefined ? {} : { link }),
    photoIds: photos.map(({ id }) => id),
    at: nowAt(server),
    byApp: true,
    likes: [],
    reposts: [],
  }
  for (const photo of photos) photo.postId = post.id
  server.state.posts.push(post)
  server.world.changed()
  return { id: post.id }
}

function attachedIn(written: string | undefined): readonly string[] {
  if (written === undefined) return []
  const attached = attachedSchema.safeParse(parsed(written)).data
  if (!attached || attached.length === 0) throw invalid('Param attached_media must be an array of {media_fbid}')
  const ids = attached.map(({ media_fbid }) => media_fbid)
  if (ids.length > mostPhotos || new Set(ids).size < ids.length) throw invalid(`attached_media takes ${mostPhotos} different photos`)
  return ids
}

function parsed(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return undefined // What cannot be read is no list.
  }
}

function checkedText(text: string): string {
  if (text.length > longestText) throw invalid('Param message is too long')
  return text.trim()
}

/** The same as the Page's last post. */
function refuseDuplicate(
  { state }: Server,
  page: Person,
  { text, link }: { readonly text: string; readonly link: string | undefined },
): void {
  const last = state.posts.findLast(({ authorId, kind }) => authorId === page.id && kind === 'post')
  if (!last || last.photoIds.length > 0 || last.text !== text || last.link !== link) return
  throw new GraphError('(#506) Duplicate status message', {
    code: 506,
    subcode: 1455006,
    title: 'Duplicate Status Update',
  })
}

/** `GET /{page}/published_posts` and `/stories`: newest first, in pages. */
export function listPosts(asked: AsPage, kinds: readonly Post['kind'][]): Json {
  const { server, page, parameters, url } = asked
  onlyKnown(asked, ['since', 'until', 'limit', 'after', 'before', 'status'])
  const limit = Number(parameters.get('limit') ?? 25)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw invalid('limit must be 1 to 100')
  const all = server.state.posts
    .toReversed()
    .filter((post) => post.authorId === page.id && kinds.includes(post.kind) && isListed(server, post) && isWithin(parameters, post))
  const from = startOf(all, parameters.get('after'))
  const shown = all.slice(from, from + limit)
  const fields = parameters.get('fields')
  const node = (post: Post) =>
    post.kind === 'story' ? pickAttachment(storyFields(server, post), fields) : pick(postFields(server, post, fields), fields, 'PagePost')
  const cursors = { before: cursor(shown[0]), after: cursor(shown.at(-1)) }
  const next = new URL(`${url.pathname}${url.search}`, server.world.origin)
  next.searchParams.set('after', cursors.after)
  const more = all.length > from + limit ? { next: next.toString() } : {}
  return { data: shown.map(node), ...(shown.length > 0 ? { paging: { cursors, ...more } } : {}) }
}

/** `GET /{page}/tagged`: posts of others that name the Page, the latest first. */
export function listTagged(asked: AsPage): Json {
  const { server, page, parameters } = asked
  onlyKnown(asked, ['limit'])
  const fields = parameters.get('fields')
  const shown = server.state.posts.filter((post) => post.authorId !== page.id && namedIn(server, post.text).includes(page)).toReversed()
  return {
    data: shown.slice(0, Number(parameters.get('limit') ?? 25)).map((post) => pick(postFields(server, post, fields), fields, 'PagePost')),
  }
}

function isListed(server: Server, { at }: Post): boolean {
  return isOlder(server, at, server.settings.listingLagSeconds)
}

function isWithin(parameters: ReadonlyMap<string, string>, { at }: Post): boolean {
  const seconds = Date.parse(at) / 1000
  return seconds >= instantIn(parameters.get('since'), 0) && seconds <= instantIn(parameters.get('until'), Infinity)
}

/** Seconds since 1970, or a date. */
function instantIn(written: string | undefined, otherwise: number): number {
  if (written === undefined) return otherwise
  const seconds = /^\d+$/.test(written) ? Number(written) : Date.parse(written) / 1000
  if (Number.isNaN(seconds)) throw invalid('since and until are instants')
  return seconds
}

function startOf(all: readonly Post[], after: string | undefined): number {
  return after === undefined ? 0 : all.findIndex(({ id }) => id === Buffer.from(after, 'base64url').toString()) + 1
}

function cursor(post: Post | undefined): string {
  return Buffer.from(post?.id ?? '').toString('base64url')
}

function storyFields(server: Server, post: Post): Fields {
  return {
    post_id: () => post.id.split('_')[1],
    status: () => (isOlder(server, post.at, 24 * 60 * 60) ? 'archived' : 'published'),
    creation_time: () => String(Math.floor(Date.parse(post.at) / 1000)),
    media_type: () => (post.videoId === undefined ? 'photo' : 'video'),
    media_id: () => post.videoId ?? post.photoIds[0],
    url: () => postUrl(server, post),
  }
}

/** `GET /{post}`. */
export function postFields(server: Server, post: Post, asked: string | undefined): Fields {
  return {
    id: () => post.id,
    message: () => post.text || undefined,
    created_time: () => timestamp(post.at),
    updated_time: () => timestamp(lastTouched(server, post)),
    permalink_url: () => postUrl(server, post),
    is_published: () => true,
    status_type: () => (post.videoId === undefined ? (post.photoIds.length > 0 ? 'added_photos' : 'mobile_status_update') : 'added_video'),
    from: () => ({ id: post.authorId, name: personWith(server, post.authorId).displayName }),
    attachments: () => attachmentsOf(server, post, fieldsInside(asked, 'attachments')),
    comments: () => commentsOf(server, post, modifiersOf(asked, 'comments')),
    // Absent where nobody did, as there.
    shares: () => sharesOf(server, post),
  }
}

function sharesOf(server: Server, post: Post): Json | undefined {
  const { shares } = figuresOfPost(server, livedBy(server, post))
  return shares === 0 ? undefined : { count: shares }
}

/** How many; which ones, the edge of its own says. */
function commentsOf(server: Server, post: Post, modifiers: string): Json {
  const asked = new Map([...modifiers.matchAll(/\.(\w+)\((\w+)\)/g)].map(([, name = '', value = '']) => [name, value]))
  const strange = [...asked.keys()].find((name) => !['filter', 'limit', 'summary', 'order'].includes(name))
  if (strange !== undefined || asked.get('limit') !== '0') throw invalid(`comments${modifiers} is not open here`)
  const isAll = asked.get('filter') === 'stream'
  const named = server.state.comments.filter(({ postId, parentId }) => postId === post.id && (isAll || parentId === undefined)).length
  const total = named + crowdOf(server.state, post.id, 'comments')
  return { data: [], ...(asked.has('summary') ? { summary: { order: 'chronological', total_count: total, can_comment: true } } : {}) }
}

/** Commenting counts as well. */
function lastTouched({ state }: Server, { id, at }: Post): string {
  const times = state.comments.filter(({ postId }) => postId === id).map((comment) => comment.at)
  return [at, ...times].toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? at
}

function attachmentsOf(server: Server, { link, photoIds, videoId }: Post, asked: string | undefined): Json | undefined {
  if (photoIds.length > 0) return photoAttachments(server, photoIds, asked)
  const one = (type: string, target: Json, url?: string): Json => ({
    data: [
      pickAttachment(
        { type: () => type, target: () => target, unshimmed_url: () => url, subattachments: () => undefined, description: () => undefined },
        asked,
      ),
    ],
  })
  if (videoId !== undefined) return one('video_inline', { id: videoId })
  return link === undefined ? undefined : one('share', { url: link }, link)
}

export function postUrl(server: Server, post: Post): string {
  const video = server.state.videos.find(({ id }) => id === post.videoId)
  return video ? videoPage(server, video) : `${server.world.webOrigin}/${post.authorId}/posts/${post.id.split('_')[1]}`
}

/** `POST /{post}`: its words, by the app that made it. */
export function changePost(asked: Signed, post: Post): Json {
  needScope(asked.token, 'pages_manage_posts')
  onlyKnown(asked, ['message'])
  if (!post.byApp) throw new GraphError('(#100) You can only edit a post created by your application.', { code: 100 })
  if (post.kind === 'story') throw invalid('A story cannot be edited')
  post.text = checkedText(needed(asked, 'message'))
  asked.server.world.changed()
  return { success: true }
}

export function deletePost(server: Server, post: Post): Json {
  const { state, world } = server
  state.posts.splice(state.posts.indexOf(post), 1)
  remove(state.photos, ({ postId }) => postId === post.id)
  remove(state.videos, ({ postId }) => postId === post.id)
  remove(state.comments, ({ postId }) => postId === post.id)
  world.changed()
  return { success: true }
}

export function remove<Item>(items: Item[], isGone: (item: Item) => boolean): void {
  for (const item of items.filter(isGone)) items.splice(items.indexOf(item), 1)
}
