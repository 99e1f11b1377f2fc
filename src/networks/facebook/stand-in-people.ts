import type { Action, ActionImage, NewProfile, StandInMessage, StandInPost, StandInProfile } from '../stand-in.ts'
import { pictureUrl } from './stand-in-photos.ts'
import { postUrl } from './stand-in-posts.ts'
import { type Comment, newId, nowAt, type Person, personWith, type Post, type Server } from './stand-in-state.ts'

/** The paths of the site itself, which nobody can be called by. */
const reserved = new Set(['oauth', 'dialog', 'pictures', 'videos', 'reel', 'stories', 'photo', 'video-upload', 'me'])

/** A business is a Page; everybody else is a person, who has none of their own. */
export function addPerson(server: Server, { handle: written, displayName, bio, avatarUrl, business = false }: NewProfile): Person {
  const { state, world } = server
  const handle = written.toLowerCase()
  const known = state.people.find((person) => person.handle === handle)
  if (known) return known
  if (!/^[a-z0-9][a-z0-9.]{0,48}[a-z0-9]$/.test(handle) || reserved.has(handle) || /^\d+$/.test(handle)) {
    throw new Error(`“${written}” cannot be a name on Facebook: 2 to 50 letters, digits and dots.`)
  }
  const person: Person = {
    id: newId(business ? '61' : '10'),
    isPage: business,
    handle,
    displayName,
    ...(bio === undefined ? {} : { bio }),
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
  }
  state.people.push(person)
  world.changed()
  return person
}

export function profileOf({ state }: Server, { id, isPage, handle, displayName, bio, avatarUrl }: Person): StandInProfile {
  return {
    id,
    handle,
    displayName,
    business: isPage,
    ...(bio === undefined ? {} : { bio }),
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
    followers: state.follows.filter(({ of }) => of === id).length,
    following: state.follows.filter(({ by }) => by === id).length,
  }
}

/** The app is removed under Settings, Business integrations. */
export function withdrawGrants({ state, world }: Server, profileId: string): void {
  for (const token of state.tokens) if (token.userId === profileId || token.pageIds.includes(profileId)) token.withdrawn = true
  world.changed()
}

/** Posts and comments, newest first. */
export function shownPosts(
  server: Server,
  { profileId, limit }: { readonly profileId?: string; readonly limit?: number },
): readonly StandInPost[] {
  const { posts, comments } = server.state
  const ofThem = ({ authorId }: { readonly authorId: string }) => profileId === undefined || authorId === profileId
  const all = [
    ...posts.filter(ofThem).map((each) => shownPost(server, each)),
    ...comments.filter(ofThem).map((each) => shownComment(server, each)),
  ]
  return all
    .toReversed()
    .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
    .slice(0, limit)
}

export function shownPost(server: Server, post: Post): StandInPost {
  const { id, authorId, kind, text, link, photoIds, videoId, at, likes, reposts } = post
  const { state, world } = server
  const photos = photoIds.flatMap((photoId) => state.photos.find((photo) => photo.id === photoId) ?? [])
  const videos = state.videos.filter((video) => video.id === videoId)
  return {
    id,
    profileId: authorId,
    text,
    images: photos.map((photo) => ({ url: pictureUrl(server, photo), alt: photo.alt })),
    ...(videos.length > 0
      ? { videos: videos.map((video) => ({ url: `${world.webOrigin}/videos/${video.id}`, seconds: video.seconds })) }
      : {}),
    ...(kind === 'post' ? {} : { kind }),
    ...(link === undefined ? {} : { link: { url: link, title: new URL(link).hostname, description: '' } }),
    at,
    url: postUrl(server, post),
    likes: likes.length,
    reposts: reposts.length,
    replies: state.comments.filter(({ postId }) => postId === id).length,
  }
}

function shownComment(server: Server, { id, postId, authorId, text, at, likes }: Comment): StandInPost {
  const url = `${postUrl(server, postWith(server, postId))}?comment_id=${id.split('_')[1]}`
  return { id, profileId: authorId, text, images: [], replyTo: postId, at, url, likes: likes.length, reposts: 0, replies: 0 }
}

export function messagesOf({ state }: Server, profileId: string): readonly StandInMessage[] {
  return state.messages.filter(({ from, to }) => from === profileId || to === profileId)
}

/** What somebody does in the app. */
export function act(server: Server, action: Action): { readonly id: string } {
  const by = personWith(server, action.by)
  switch (action.kind) {
    case 'post':
      return write(server, by, { text: action.text, images: action.images ?? [] })
    case 'reply':
      return comment(server, by, { on: action.post, text: action.text })
    case 'like':
      return once(server, { by, on: likable(server, action.post).likes, id: action.post })
    case 'repost':
      return once(server, { by, on: postWith(server, action.post).reposts, id: action.post })
    case 'follow':
      return follow(server, by, personWith(server, action.profile))
    case 'message':
      return message(server, by, { to: personWith(server, action.to), text: action.text })
  }
}

function write(server: Server, by: Person, { text, images }: { readonly text: string; readonly images: readonly ActionImage[] }) {
  if (text.trim() === '' && images.length === 0) throw new Error('A post on Facebook has a text or pictures.')
  const id = `${by.id}_${newId('12')}`
  const photos = images.map(({ bytes, mimeType, alt }) => ({
    id: newId('12'),
    pageId: by.id,
    data: Buffer.from(bytes).toString('base64'),
    mimeType,
    // What the app makes of a picture is its own business; nothing here asks for it.
    width: 1080,
    height: 1080,
    alt,
    madeAt: nowAt(server),
    postId: id,
  }))
  server.state.photos.push(...photos)
  const made: Post = {
    id,
    authorId: by.id,
    kind: 'post',
    text,
    photoIds: photos.map((photo) => photo.id),
    at: nowAt(server),
    byApp: false,
    likes: [],
    reposts: [],
  }
  server.state.posts.push(made)
  server.world.changed()
  return { id }
}

/** An answer to a comment stands under the same post. */
function comment(server: Server, by: Person, { on, text }: { readonly on: string; readonly text: string }) {
  if (text.trim() === '' || text.length > 8000) throw new Error('A comment has 1 to 8,000 characters.')
  const postId = server.state.comments.find(({ id }) => id === on)?.postId ?? postWith(server, on).id
  const made = { id: `${postId.split('_')[1]}_${newId('11')}`, postId, authorId: by.id, text, at: nowAt(server), likes: [] }
  server.state.comments.push(made)
  server.world.changed()
  return { id: made.id }
}

function likable(server: Server, id: string): Post | Comment {
  return server.state.comments.find((each) => each.id === id) ?? postWith(server, id)
}

function once(server: Server, { by, on, id }: { readonly by: Person; readonly on: string[]; readonly id: string }) {
  if (!on.includes(by.id)) on.push(by.id)
  server.world.changed()
  return { id }
}

function follow({ state, world }: Server, by: Person, of: Person) {
  if (by.id === of.id) throw new Error('Nobody follows themselves.')
  if (!state.follows.some((each) => each.by === by.id && each.of === of.id)) state.follows.push({ by: by.id, of: of.id })
  world.changed()
  return { id: `${by.id}/${of.id}` }
}

function message(server: Server, by: Person, { to, text }: { readonly to: Person; readonly text: string }) {
  if (by.id === to.id) throw new Error('Nobody writes to themselves.')
  if (text.trim() === '' || text.length > 2000) throw new Error('A message has 1 to 2,000 characters.')
  const made = { id: newId('m_'), from: by.id, to: to.id, text, at: nowAt(server) }
  server.state.messages.push(made)
  server.world.changed()
  return { id: made.id }
}

function postWith({ state }: Server, id: string): Post {
  const found = state.posts.find((each) => each.id === id)
  if (!found) throw new Error(`There is no post ${id} on Facebook.`)
  return found
}
