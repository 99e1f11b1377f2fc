import { z } from 'zod'

import type { Json } from '#kit/json'

import { newDigits } from '../stand-in-ids.ts'
import { isOlder, nowAt } from '../stand-in-time.ts'
import { managed, signedIn } from './stand-in-access.ts'
import { countChange } from './stand-in-limits.ts'
import { fetchPhoto } from './stand-in-photo.ts'
import { checkPost, PostBody } from './stand-in-post-body.ts'
import type { Person, Post } from './stand-in-state.ts'
import { type Asked, input, invalid, notFound, pageOf, query, type Server } from './stand-in-wire.ts'

export const service = 'mybusiness.googleapis.com'

/** `accounts/{account}/locations/{location}`, in a path. */
export interface Place {
  readonly account: string
  readonly location: string
}

const List = z.strictObject({ pageSize: z.coerce.number().int().min(1).max(100).default(20), pageToken: z.string().optional() })

/** `GET …/localPosts`, the newest first; without a post the answer is empty. */
export function listPosts(asked: Asked, place: Place): Json {
  const { server } = asked
  const location = managed(asked, signedIn(asked, service), place)
  const own = server.state.posts.filter(({ locationId }) => locationId === location.id)
  const newest = own.toReversed().toSorted((one, other) => Date.parse(other.createdAt) - Date.parse(one.createdAt))
  const { items, next } = pageOf(newest, query(asked, List))
  return { ...(items.length > 0 ? { localPosts: items.map((post) => asResource(server, location, post)) } : {}), ...next }
}

/** `POST …/localPosts` */
export async function createPost(asked: Asked, place: Place): Promise<Json> {
  const { server } = asked
  const location = managed(asked, signedIn(asked, service), place)
  countChange(server, location.id)
  const { media = [], ...body } = input(asked, PostBody)
  const [file] = media
  if (media.length > 1) throw invalid('media', 'A post shows one photo.')
  if (file?.mediaFormat === 'VIDEO') throw invalid('media.media_format', 'Posts show photos only.')
  const written = checkPost(body, { hasPhoto: file !== undefined, hasPhone: location.phone !== '' })
  const photo = file && (await fetchPhoto(server, file.sourceUrl))
  const post = addPost(server, { locationId: location.id, written, ...(photo ? { photo: { ...photo, alt: '' } } : {}) })
  // Whoever makes or changes a post is always told that Google still has to look at it.
  return { ...asResource(server, location, post), state: 'PROCESSING' }
}

export function addPost(server: Server, made: Omit<Post, 'id' | 'createdAt' | 'updatedAt'>): Post {
  const at = nowAt(server)
  const post = { id: newDigits('8', 19), ...made, createdAt: at, updatedAt: at }
  server.state.posts.push(post)
  server.world.changed()
  return post
}

/** `GET …/localPosts/{post}` */
export function getPost(asked: Asked, place: Place, id: string): Json {
  const location = managed(asked, signedIn(asked, service), place)
  return asResource(asked.server, location, postIn(asked.server, location, id))
}

const writable = ['languageCode', 'summary', 'callToAction', 'event', 'offer', 'media'] as const
const Patch = z.strictObject({
  updateMask: z
    .string()
    .transform((written) => written.split(','))
    .pipe(z.array(z.enum(writable)).min(1)),
})

/** `PATCH …/localPosts/{post}?updateMask=`: what the mask names becomes as the body says, also nothing. */
export async function updatePost(asked: Asked, place: Place, id: string): Promise<Json> {
  const { server } = asked
  const location = managed(asked, signedIn(asked, service), place)
  countChange(server, location.id)
  const post = postIn(server, location, id)
  const { updateMask } = query(asked, Patch)
  const { media, ...body } = input(asked, PostBody)
  if (body.topicType !== undefined && body.topicType !== post.written.topicType) throw invalid('topic_type', 'The type cannot be changed.')
  const kept = Object.entries(post.written).filter(([name]) => !updateMask.some((each) => each === name))
  const changed = Object.entries(body).filter(([name]) => updateMask.some((each) => each === name))
  const merged = PostBody.parse(Object.fromEntries([...kept, ...changed]))
  const [file] = media ?? []
  const photo = updateMask.includes('media') ? file && { ...(await fetchPhoto(server, file.sourceUrl)), alt: '' } : post.photo
  const written = checkPost(merged, { hasPhoto: photo !== undefined, hasPhone: location.phone !== '' })
  const { photo: _, ...rest } = post
  const changedPost = { ...rest, written, updatedAt: nowAt(server), ...(photo ? { photo } : {}) }
  server.state.posts.splice(server.state.posts.indexOf(post), 1, changedPost)
  server.world.changed()
  return { ...asResource(server, location, changedPost), state: 'PROCESSING' }
}

/** `DELETE …/localPosts/{post}` */
export function deletePost(asked: Asked, place: Place, id: string): Json {
  const { server } = asked
  const location = managed(asked, signedIn(asked, service), place)
  countChange(server, location.id)
  removePost(server, postIn(server, location, id))
  return {}
}

export function removePost({ state, world }: Server, post: Post): void {
  state.posts = state.posts.filter((each) => each !== post)
  world.changed()
}

function postIn({ state }: Server, location: Person, id: string): Post {
  const post = state.posts.find((each) => each.id === id && each.locationId === location.id)
  if (!post) throw notFound()
  return post
}

/** Google looks at what is new or changed; telephone numbers in a post are against its rules. */
export function stateOf(server: Server, { written, updatedAt }: Post): 'PROCESSING' | 'LIVE' | 'REJECTED' {
  if (!isOlder(server, updatedAt, server.state.processingSeconds)) return 'PROCESSING'
  const text = `${written.summary ?? ''} ${written.event?.title ?? ''}`
  return /(?:\+\d{1,3}|\b0)[\d\s().-]{7,}\d/.test(text) ? 'REJECTED' : 'LIVE'
}

function asResource(server: Server, { accountId, id: locationId }: Person, post: Post): Record<string, Json> {
  const { id, written, photo, createdAt, updatedAt } = post
  const origin = server.world.webOrigin
  const photoOf = () => ({
    name: `accounts/${accountId}/locations/${locationId}/media/localPosts/${id}`,
    mediaFormat: 'PHOTO',
    googleUrl: `${origin}/photos/${id}`,
  })
  return {
    name: `accounts/${accountId}/locations/${locationId}/localPosts/${id}`,
    ...written,
    state: stateOf(server, post),
    ...(photo ? { media: [photoOf()] } : {}),
    createTime: createdAt,
    updateTime: updatedAt,
    searchUrl: `${origin}/posts/${id}`,
  }
}
