import { createHash, randomBytes } from 'node:crypto'

import { crowdOf } from '../stand-in-crowd.ts'
import type { Action, ActionImage, NewProfile, StandInPost, StandInProfile } from '../stand-in.ts'
import { removeComment, write } from './stand-in-comments.ts'
import { followersOf } from './stand-in-counts.ts'
import { asSnippet, asStatus } from './stand-in-metadata.ts'
import { isProcessed, personWith } from './stand-in-resources.ts'
import type { Comment, Person, Playlist, Video } from './stand-in-state.ts'
import { nowOf, randomId, type Server } from './stand-in-wire.ts'

export function addPerson(server: Server, profile: NewProfile): Person {
  const handle = allowedHandle(profile.handle)
  const known = server.state.people.find((person) => person.handle.toLowerCase() === handle.toLowerCase())
  if (known) return known
  const person: Person = {
    id: `UC${randomId(22)}`,
    handle,
    displayName: profile.displayName,
    ...(profile.bio === undefined ? {} : { bio: profile.bio }),
    ...(profile.avatarUrl === undefined ? {} : { avatarUrl: profile.avatarUrl }),
    business: profile.business ?? false,
    country: 'TW',
    verified: profile.business ?? false,
    createdAt: nowOf(server),
  }
  server.state.people.push(person)
  if (profile.business) server.state.playlists.push(...listsFor(server, person))
  server.world.changed()
  return person
}

/** Handles have 3 to 30 letters, digits, `_`, `-` and `.`; from a longer one something is kept that tells it from its like. */
function allowedHandle(wanted: string): string {
  const handle = wanted.replace(/[^\w.-]/g, '_').padEnd(3, '_')
  return handle.length > 30 ? `${handle.slice(0, 24)}_${createHash('sha256').update(wanted).digest('hex').slice(0, 5)}` : handle
}

function listsFor(server: Server, { id: channelId }: Person): readonly Playlist[] {
  return ['Recipes', '開箱影片'].map((title) => ({ id: `PL${randomId(32)}`, channelId, title, createdAt: nowOf(server) }))
}

export function profileOf(server: Server, { id, handle, displayName, bio, avatarUrl, business }: Person): StandInProfile {
  const { state } = server
  return {
    id,
    handle,
    displayName,
    ...(bio === undefined ? {} : { bio }),
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
    business,
    followers: followersOf(server, id),
    following: state.marks.filter(({ kind, by }) => kind === 'follow' && by === id).length,
  }
}

/** Everything that stands on the channels: videos that became something, and comments. */
export function shownPosts(server: Server): readonly StandInPost[] {
  const { videos, comments } = server.state
  const made = videos.filter((video) => !isProcessed(server, video) || (!video.failure && !video.rejection))
  const all = [...made.map((video) => shownVideo(server, video)), ...comments.map((each) => shownComment(server, each))]
  return all.toSorted((a, b) => Temporal.Instant.compare(b.at, a.at))
}

function shownVideo({ state, world }: Server, video: Video): StandInPost {
  const { id, snippet, status, facts, film, thumbnail } = video
  const short = isShort(video)
  return {
    id,
    profileId: video.channelId,
    title: snippet.title,
    text: snippet.description,
    kind: short ? 'short' : 'video',
    images: thumbnail ? [{ url: `${world.webOrigin}/vi/${id}/hqdefault.jpg`, alt: thumbnail.alt }] : [],
    videos: film ? [{ url: `${world.webOrigin}/films/${id}`, seconds: facts?.seconds ?? 0 }] : [],
    visibility: status.privacyStatus,
    at: video.publishedAt,
    url: `${world.webOrigin}/${short ? `shorts/${id}` : `watch?v=${id}`}`,
    likes: state.marks.filter(({ kind, about }) => kind === 'like' && about === id).length + crowdOf(state, id, 'reactions'),
    reposts: crowdOf(state, id, 'shares'),
    replies: state.comments.filter(({ videoId, parent }) => videoId === id && parent === undefined).length,
  }
}

/** YouTube shows whatever is upright or square and no longer than three minutes as a Short. */
function isShort({ facts }: Video): boolean {
  return facts !== undefined && facts.width <= facts.height && facts.seconds <= 180
}

function shownComment({ state, world }: Server, { id, videoId, by, text, at, parent }: Comment): StandInPost {
  return {
    id,
    profileId: by,
    text,
    kind: 'comment',
    images: [],
    replyTo: parent ?? videoId,
    at,
    url: `${world.webOrigin}/watch?v=${videoId}&lc=${id}`,
    likes: state.marks.filter(({ kind, about }) => kind === 'like' && about === id).length,
    reposts: 0,
    replies: state.comments.filter((each) => each.parent === id).length,
  }
}

/** What somebody does in the app. */
export function act(server: Server, action: Action): { readonly id: string } {
  switch (action.kind) {
    case 'post':
      return fromPicture(server, action.by, { text: action.text, images: action.images ?? [] })
    case 'reply':
      return comment(server, action)
    case 'like':
      return mark(server, { kind: 'like', by: personWith(server, action.by).id, about: postWith(server, action.post) })
    case 'follow':
      if (action.by === action.profile) throw new Error('Nobody subscribes to themselves.')
      return mark(server, { kind: 'follow', by: personWith(server, action.by).id, about: personWith(server, action.profile).id })
    case 'repost':
      throw new Error('Nobody reposts on YouTube.')
    case 'message':
      throw new Error('There are no messages on YouTube.')
    case 'edit':
      return rewrite(server, action)
    case 'delete':
      return remove(server, action)
  }
}

function rewrite(server: Server, { by, post: id, text }: { readonly by: string; readonly post: string; readonly text: string }) {
  const written = ownComment(server, by, id)
  if (text.trim() === '' || text.length > 10_000) throw new Error('A comment has 1 to 10,000 characters.')
  Object.assign(written, { text, editedAt: nowOf(server) })
  server.world.changed()
  return { id }
}

/** With a comment everything under it goes. */
function remove(server: Server, { by, post: id }: { readonly by: string; readonly post: string }) {
  ownComment(server, by, id)
  removeComment(server, id)
  return { id }
}

function ownComment({ state }: Server, by: string, id: string): Comment {
  const found = state.comments.find((each) => each.id === id)
  if (found?.by !== by) throw new Error('People change and delete only comments that they wrote.')
  return found
}

/** The app makes a short film of a picture. Its title is the first line. */
function fromPicture(server: Server, by: string, { text, images }: { readonly text: string; readonly images: readonly ActionImage[] }) {
  const [image] = images
  if (!image) throw new Error('YouTube takes films only; give a picture to make one of.')
  const [title = ''] = text.trim().split('\n')
  const snippet = { title: title.slice(0, 100), description: text, tags: [] }
  const at = nowOf(server)
  const video: Video = {
    id: randomBytes(8).toString('base64url'),
    channelId: personWith(server, by).id,
    snippet: asSnippet(snippet, { mustHaveCategory: false }),
    status: asStatus({ privacyStatus: 'public' }),
    locked: false,
    thumbnail: { mimeType: image.mimeType, data: Buffer.from(image.bytes).toString('base64'), width: 480, height: 360, alt: image.alt },
    notified: false,
    publishedAt: at,
    processedAt: at,
  }
  server.state.videos.unshift(video)
  server.world.changed()
  return { id: video.id }
}

function comment(server: Server, { by, post, text }: { readonly by: string; readonly post: string; readonly text: string }) {
  if (text.trim() === '' || text.length > 10_000) throw new Error('A comment has 1 to 10,000 characters.')
  const above = server.state.comments.find(({ id }) => id === post)
  const videoId = above?.videoId ?? post
  const video = server.state.videos.find(({ id }) => id === videoId)
  if (!video) throw new Error(`There is no video ${post} on YouTube.`)
  if (video.status.privacyStatus === 'private' || video.status.selfDeclaredMadeForKids) throw new Error('Comments are turned off.')
  const parent = above?.parent ?? above?.id
  return { id: write(server, { videoId, by: personWith(server, by).id, text, ...(parent === undefined ? {} : { parent }) }).id }
}

function mark(server: Server, wanted: Server['state']['marks'][number]): { readonly id: string } {
  const { marks } = server.state
  const isKnown = marks.some(({ kind, by, about }) => kind === wanted.kind && by === wanted.by && about === wanted.about)
  if (!isKnown) marks.push({ ...wanted, at: nowOf(server) })
  server.world.changed()
  return { id: `${wanted.kind}-${wanted.by}-${wanted.about}` }
}

function postWith({ state }: Server, id: string): string {
  if (![...state.videos, ...state.comments].some((each) => each.id === id))
    throw new Error(`There is no video or comment ${id} on YouTube.`)
  return id
}
