import { crowdOf } from '../stand-in-crowd.ts'
import { followersOf } from '../stand-in-figures.ts'
import { newShortcode, withId } from '../stand-in-ids.ts'
import { actIn, fromTelephone, newestFirst, personNamed, profileWith } from '../stand-in-people.ts'
import { isOver, nowAt } from '../stand-in-time.ts'
import type { Action, ActionFilm, ActionImage, NewProfile, StandInPost, StandInProfile } from '../stand-in.ts'
import { addComment, deleteComment, hideComment } from './stand-in-comments.ts'
import { endOf, isStory, permalink, pictureUrl } from './stand-in-media.ts'
import { write as writeMessage } from './stand-in-messages.ts'
import { type Comment, type Media, newId, type Person, personWith, type Server } from './stand-in-state.ts'
import { countCaption } from './stand-in-text.ts'
import { tellOfCaption, tellOfUnsent } from './stand-in-told.ts'

/** The paths of the site itself, which nobody can be called by. */
const reserved = new Set(['oauth', 'p', 'reel', 'story', 'pictures', 'access_token', 'refresh_access_token', 'me'])

export function addPerson(server: Server, profile: NewProfile): Person {
  const { business = false } = profile
  return personNamed(server, profile, {
    isName: (handle) => /^(?!.*\.\.)[a-z0-9_][a-z0-9_.]{0,28}[a-z0-9_]?$/.test(handle) && !reserved.has(handle),
    rule: 'a name on Instagram: up to 30 letters, digits, underscores and single dots.',
    make: (shown) => ({ id: newId('17841'), appScopedId: newId('2'), business, ...shown }),
  })
}

export function profileOf(server: Server, person: Person): StandInProfile {
  return { ...profileWith(server, person, { business: person.business }), followers: followersOf(server, person.id) }
}

/** The app is removed under Settings, Apps and websites. */
export function withdrawGrants({ state, world }: Server, personId: string): void {
  for (const token of state.tokens) if (token.personId === personId) token.withdrawn = true
  world.changed()
}

/** Posts and comments, newest first. */
export function shownPosts(
  server: Server,
  { profileId, limit }: { readonly profileId?: string; readonly limit?: number },
): readonly StandInPost[] {
  const { media, comments } = server.state
  const ofThem = ({ personId }: { readonly personId: string }) => profileId === undefined || personId === profileId
  const all = [
    ...media.filter((each) => ofThem(each) && !(isStory(each) && isOver(server, endOf(each)))).map((each) => shownPost(server, each)),
    ...comments.filter(ofThem).map((each) => shownComment(server, each)),
  ]
  return newestFirst(all, limit)
}

export function shownPost(server: Server, media: Media): StandInPost {
  const { id, personId, caption, pictures, at, likes, reposts, product } = media
  const films = pictures.flatMap((file) => ('seconds' in file ? [{ url: pictureUrl(server, file), seconds: file.seconds }] : []))
  return {
    id,
    profileId: personId,
    text: caption,
    images: pictures.flatMap((file) => ('alt' in file ? [{ url: pictureUrl(server, file), alt: file.alt }] : [])),
    ...(films.length > 0 ? { videos: films } : {}),
    ...(product === 'FEED' ? {} : { kind: product === 'REELS' ? 'reel' : 'story' }),
    at,
    url: permalink(server, media),
    likes: likes.length + crowdOf(server.state, id, 'reactions'),
    reposts: reposts.length + crowdOf(server.state, id, 'shares'),
    replies: server.state.comments.filter(({ mediaId, parentId }) => mediaId === id && parentId === undefined).length,
  }
}

export function shownComment(server: Server, { id, mediaId, parentId, personId, text, at, likes, hidden = false }: Comment): StandInPost {
  const url = `${permalink(server, mediaWith(server, mediaId))}c/${id}/`
  const replies = server.state.comments.filter((each) => each.parentId === id).length
  return {
    id,
    profileId: personId,
    text,
    images: [],
    replyTo: parentId ?? mediaId,
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
    post: (by, { text, images }) => post(server, by, { caption: text, images }),
    film: (by, { text, film }) => reel(server, by, { caption: text, film }),
    reply: (by, written) => comment(server, by, written),
    remove: (by, on) => take(server, by, on),
    likesOf: (id) => likable(server, id).likes,
    repostsOf: (id) => mediaWith(server, id).reposts,
    message: (by, written) => writeMessage(server, { by, ...written }),
  })
}

function post(server: Server, by: Person, { caption, images }: { readonly caption: string; readonly images: readonly ActionImage[] }) {
  if (images.length === 0 || images.length > 20) throw new Error('A post on Instagram shows 1 to 20 pictures.')
  const pictures = images.map((image) => ({ id: newId('18'), ...fromTelephone(image), alt: image.alt }))
  return put(server, by, { caption, product: 'FEED', pictures })
}

function reel(server: Server, by: Person, { caption, film }: { readonly caption: string; readonly film: ActionFilm }) {
  const { bytes, width, height, seconds } = film
  const data = Buffer.from(bytes).toString('base64')
  return put(server, by, {
    caption,
    product: 'REELS',
    pictures: [{ id: newId('18'), data, mimeType: 'video/mp4', width, height, seconds }],
  })
}

function put(server: Server, by: Person, shown: Pick<Media, 'caption' | 'product' | 'pictures'>) {
  const { characters, hashtags } = countCaption(shown.caption)
  if (characters > 2200 || hashtags > 30) throw new Error('A caption has at most 2,200 characters and 30 hashtags.')
  const media: Media = {
    id: newId('18'),
    personId: by.id,
    shortcode: newShortcode(),
    ...shown,
    collaborators: [],
    tagged: [],
    sharedToFeed: true,
    at: nowAt(server),
    byApi: false,
    likes: [],
    reposts: [],
  }
  server.state.media.push(media)
  server.world.changed()
  tellOfCaption(server, media)
  return { id: media.id }
}

/** An answer to a comment stands under it. */
function comment(server: Server, by: Person, { on, text }: { readonly on: string; readonly text: string }) {
  const above = server.state.comments.find(({ id }) => id === on)
  const { id } = addComment(server, by, { mediaId: above?.mediaId ?? mediaWith(server, on).id, parentId: above?.id, text })
  return { id }
}

function take(server: Server, by: Person, on: string): void {
  const { messages } = server.state
  const message = messages.find(({ id, from }) => id === on && from === by.id)
  if (!message) return takeBack(server, by, commentWith(server, on))
  messages.splice(messages.indexOf(message), 1)
  server.world.changed()
  tellOfUnsent(server, message)
}

function takeBack(server: Server, by: Person, said: Comment): void {
  if (said.personId !== by.id && !isHost(server, by.id, said)) throw new Error('Only who said it or the account can delete this.')
  deleteComment(server, said)
}

/** @throws Error with a sentence where it is not the account's to hide. */
export function hide(
  server: Server,
  { by, post: id, hidden }: { readonly by: string; readonly post: string; readonly hidden: boolean },
): void {
  const said = commentWith(server, id)
  if (!isHost(server, by, said) || said.personId === by) throw new Error('An account hides what others say under its posts.')
  hideComment(server, said, hidden)
}

function commentWith({ state }: Server, id: string): Comment {
  return withId(state.comments, id, `There is no comment ${id} on Instagram.`)
}

function isHost({ state }: Server, id: string, { mediaId }: Comment): boolean {
  return state.media.some((media) => media.id === mediaId && media.personId === id)
}

function likable(server: Server, id: string): Media | Comment {
  return server.state.comments.find((each) => each.id === id) ?? mediaWith(server, id)
}

function mediaWith({ state }: Server, id: string): Media {
  return withId(state.media, id, `There is no post ${id} on Instagram.`)
}
