import type { Action, ActionImage, NewProfile, StandInMessage, StandInPost, StandInProfile } from '../stand-in.ts'
import { endOf, isStory, permalink, pictureUrl } from './stand-in-media.ts'
import { type Comment, isOver, type Media, newId, newShortcode, nowAt, type Person, personWith, type Server } from './stand-in-state.ts'
import { countCaption } from './stand-in-text.ts'

/** The paths of the site itself, which nobody can be called by. */
const reserved = new Set(['oauth', 'p', 'reel', 'story', 'pictures', 'access_token', 'refresh_access_token', 'me'])

export function addPerson(server: Server, { handle: written, displayName, bio, avatarUrl, business = false }: NewProfile): Person {
  const { state, world } = server
  const handle = written.toLowerCase()
  const known = state.people.find((person) => person.handle === handle)
  if (known) return known
  if (!/^(?!.*\.\.)[a-z0-9_][a-z0-9_.]{0,28}[a-z0-9_]?$/.test(handle) || reserved.has(handle)) {
    throw new Error(`“${written}” cannot be a name on Instagram: up to 30 letters, digits, underscores and single dots.`)
  }
  const person: Person = {
    id: newId('17841'),
    appScopedId: newId('2'),
    handle,
    displayName,
    business,
    ...(bio === undefined ? {} : { bio }),
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
  }
  state.people.push(person)
  world.changed()
  return person
}

export function profileOf({ state }: Server, { id, handle, displayName, bio, avatarUrl, business }: Person): StandInProfile {
  return {
    id,
    handle,
    displayName,
    business,
    ...(bio === undefined ? {} : { bio }),
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
    followers: state.follows.filter(({ of }) => of === id).length,
    following: state.follows.filter(({ by }) => by === id).length,
  }
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
  return all
    .toReversed()
    .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
    .slice(0, limit)
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
    likes: likes.length,
    reposts: reposts.length,
    replies: server.state.comments.filter(({ mediaId }) => mediaId === id).length,
  }
}

export function shownComment(server: Server, { id, mediaId, personId, text, at, likes }: Comment): StandInPost {
  const url = `${permalink(server, mediaWith(server, mediaId))}c/${id}/`
  return { id, profileId: personId, text, images: [], replyTo: mediaId, at, url, likes: likes.length, reposts: 0, replies: 0 }
}

export function messagesOf({ state }: Server, profileId: string): readonly StandInMessage[] {
  return state.messages.filter(({ from, to }) => from === profileId || to === profileId)
}

/** What somebody does in the app. */
export function act(server: Server, action: Action): { readonly id: string } {
  const by = personWith(server, action.by)
  switch (action.kind) {
    case 'post':
      return post(server, by, { caption: action.text, images: action.images ?? [] })
    case 'reply':
      return comment(server, by, { on: action.post, text: action.text })
    case 'like':
      return once(server, { by, on: likable(server, action.post).likes, id: action.post })
    case 'repost':
      return once(server, { by, on: mediaWith(server, action.post).reposts, id: action.post })
    case 'follow':
      return follow(server, by, personWith(server, action.profile))
    case 'message':
      return message(server, by, { to: personWith(server, action.to), text: action.text })
  }
}

function post(server: Server, by: Person, { caption, images }: { readonly caption: string; readonly images: readonly ActionImage[] }) {
  if (images.length === 0 || images.length > 20) throw new Error('A post on Instagram shows 1 to 20 pictures.')
  const { characters, hashtags } = countCaption(caption)
  if (characters > 2200 || hashtags > 30) throw new Error('A caption has at most 2,200 characters and 30 hashtags.')
  const pictures = images.map(({ bytes, mimeType, alt }) => ({
    id: newId('18'),
    data: Buffer.from(bytes).toString('base64'),
    mimeType,
    // What the app makes of a picture is its own business; nothing here asks for it.
    width: 1080,
    height: 1080,
    alt,
  }))
  const media: Media = {
    id: newId('18'),
    personId: by.id,
    shortcode: newShortcode(),
    caption,
    product: 'FEED',
    pictures,
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
  return { id: media.id }
}

/** An answer to a comment stands under the same post. */
export function comment(server: Server, by: Person, { on, text }: { readonly on: string; readonly text: string }) {
  if (text.trim() === '' || text.length > 2200) throw new Error('A comment has 1 to 2,200 characters.')
  const mediaId = server.state.comments.find(({ id }) => id === on)?.mediaId ?? mediaWith(server, on).id
  const made = { id: newId('18'), mediaId, personId: by.id, text, at: nowAt(server), likes: [] }
  server.state.comments.push(made)
  server.world.changed()
  return { id: made.id }
}

function likable(server: Server, id: string): Media | Comment {
  return server.state.comments.find((each) => each.id === id) ?? mediaWith(server, id)
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
  if (text.trim() === '' || Buffer.byteLength(text) > 1000) throw new Error('A message has 1 to 1,000 bytes.')
  const made = { id: newId('aWd'), from: by.id, to: to.id, text, at: nowAt(server) }
  server.state.messages.push(made)
  server.world.changed()
  return { id: made.id }
}

function mediaWith({ state }: Server, id: string): Media {
  const media = state.media.find((each) => each.id === id)
  if (!media) throw new Error(`There is no post ${id} on Instagram.`)
  return media
}
