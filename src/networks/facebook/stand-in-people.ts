import { crowdOf } from '../stand-in-crowd.ts'
import { followersOf } from '../stand-in-figures.ts'
import { withId } from '../stand-in-ids.ts'
import { actIn, fromTelephone, newestFirst, personNamed, profileWith } from '../stand-in-people.ts'
import { nowAt } from '../stand-in-time.ts'
import type { Action, ActionImage, NewProfile, StandInPost, StandInProfile } from '../stand-in.ts'
import { addComment, deleteComment, editComment, hideComment } from './stand-in-comments.ts'
import { write as writeMessage } from './stand-in-messages.ts'
import { pictureUrl } from './stand-in-photos.ts'
import { postUrl } from './stand-in-posts.ts'
import { type Comment, hostOf, newId, type Person, personWith, type Post, type Server } from './stand-in-state.ts'
import { tellOfMention } from './stand-in-told.ts'

/** The paths of the site itself, which nobody can be called by. */
const reserved = new Set(['oauth', 'dialog', 'pictures', 'videos', 'reel', 'stories', 'photo', 'video-upload', 'me'])

/** A business is a Page; everybody else is a person, who has none of their own. */
export function addPerson(server: Server, profile: NewProfile): Person {
  const { business: isPage = false } = profile
  return personNamed(server, profile, {
    isName: (handle) => /^[a-z0-9][a-z0-9.]{0,48}[a-z0-9]$/.test(handle) && !reserved.has(handle) && !/^\d+$/.test(handle),
    rule: 'a name on Facebook: 2 to 50 letters, digits and dots.',
    make: (shown) => ({ id: newId(isPage ? '61' : '10'), isPage, ...shown }),
  })
}

export function profileOf(server: Server, person: Person): StandInProfile {
  return { ...profileWith(server, person, { business: person.isPage }), followers: followersOf(server, person.id) }
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
  return newestFirst(all, limit)
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
    likes: likes.length + crowdOf(state, id, 'reactions'),
    reposts: reposts.length + crowdOf(state, id, 'shares'),
    replies: state.comments.filter(({ postId, parentId }) => postId === id && parentId === undefined).length,
  }
}

function shownComment(server: Server, { id, postId, parentId, authorId, text, at, likes, hidden = false }: Comment): StandInPost {
  const post = server.state.posts.find((each) => each.id === postId)
  const url = `${post ? postUrl(server, post) : `${server.world.webOrigin}/${postId}`}?comment_id=${id.split('_')[1]}`
  const replies = server.state.comments.filter((each) => each.parentId === id).length
  return {
    id,
    profileId: authorId,
    text,
    images: [],
    replyTo: parentId ?? postId,
    at,
    url,
    likes: likes.length,
    reposts: 0,
    replies,
    ...(hidden ? { hidden } : {}),
  }
}

/** What somebody does in the app. */
export function act(server: Server, action: Action): { readonly id: string } {
  return actIn(server, action, {
    personWith: (id) => personWith(server, id),
    post: (by, written) => write(server, by, written),
    reply: (by, written) => comment(server, by, written),
    edit: (by, written) => rewrite(server, by, written),
    remove: (by, on) => remove(server, by, on),
    likesOf: (id) => likable(server, id).likes,
    repostsOf: (id) => postWith(server, id).reposts,
    message: (by, written) => writeMessage(server, { by, ...written }),
  })
}

function write(server: Server, by: Person, { text, images }: { readonly text: string; readonly images: readonly ActionImage[] }) {
  if (text.trim() === '' && images.length === 0) throw new Error('A post on Facebook has a text or pictures.')
  const id = `${by.id}_${newId('12')}`
  const photos = images.map((image) => ({
    id: newId('12'),
    pageId: by.id,
    ...fromTelephone(image),
    alt: image.alt,
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
  tellOfMention(server, made)
  return { id }
}

/** An answer to a comment stands under the same post. */
function comment(server: Server, by: Person, { on, text }: { readonly on: string; readonly text: string }) {
  const above = server.state.comments.find(({ id }) => id === on)
  const post = server.state.reviews.find(({ id }) => id === (above?.postId ?? on)) ?? postWith(server, above?.postId ?? on)
  const { id } = addComment(server, { post: { id: post.id }, parentId: above?.id, authorId: by.id, text })
  return { id }
}

function rewrite(server: Server, by: Person, { on, text }: { readonly on: string; readonly text: string }): void {
  const said = commentWith(server, on)
  if (said.authorId !== by.id) throw new Error('Only who said it can rewrite it.')
  editComment(server, said, text)
}

function remove(server: Server, by: Person, on: string): void {
  const said = commentWith(server, on)
  if (said.authorId !== by.id && !isHost(server, by.id, said)) throw new Error('Only who said it or the Page can delete this.')
  deleteComment(server, said)
}

/** @throws Error with a sentence where it is not the Page's to hide. */
export function hide(server: Server, { by, post, hidden }: { readonly by: string; readonly post: string; readonly hidden: boolean }): void {
  const said = commentWith(server, post)
  if (!isHost(server, by, said) || said.authorId === by) throw new Error('A Page hides what others say under its posts.')
  hideComment(server, said, hidden)
}

function commentWith({ state }: Server, id: string): Comment {
  return withId(state.comments, id, `There is no comment ${id} on Facebook.`)
}

function isHost({ state }: Server, id: string, said: Comment): boolean {
  return hostOf({ state }, said.postId) === id
}

function likable(server: Server, id: string): Post | Comment {
  return server.state.comments.find((each) => each.id === id) ?? postWith(server, id)
}

function postWith({ state }: Server, id: string): Post {
  return withId(state.posts, id, `There is no post ${id} on Facebook.`)
}
