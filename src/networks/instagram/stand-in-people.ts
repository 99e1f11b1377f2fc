import { newShortcode, withId } from '../stand-in-ids.ts'
import { actIn, fromTelephone, newestFirst, personNamed, profileWith, sendMessage } from '../stand-in-people.ts'
import { isOver, nowAt } from '../stand-in-time.ts'
import type { Action, ActionImage, NewProfile, StandInPost, StandInProfile } from '../stand-in.ts'
import { endOf, isStory, permalink, pictureUrl } from './stand-in-media.ts'
import { type Comment, type Media, newId, type Person, personWith, type Server } from './stand-in-state.ts'
import { countCaption } from './stand-in-text.ts'

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
  return profileWith(server, person, { business: person.business })
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
    likes: likes.length,
    reposts: reposts.length,
    replies: server.state.comments.filter(({ mediaId }) => mediaId === id).length,
  }
}

export function shownComment(server: Server, { id, mediaId, personId, text, at, likes }: Comment): StandInPost {
  const url = `${permalink(server, mediaWith(server, mediaId))}c/${id}/`
  return { id, profileId: personId, text, images: [], replyTo: mediaId, at, url, likes: likes.length, reposts: 0, replies: 0 }
}

/** What somebody does in the app. */
export function act(server: Server, action: Action): { readonly id: string } {
  return actIn(server, action, {
    personWith: (id) => personWith(server, id),
    post: (by, { text, images }) => post(server, by, { caption: text, images }),
    reply: (by, written) => comment(server, by, written),
    likesOf: (id) => likable(server, id).likes,
    repostsOf: (id) => mediaWith(server, id).reposts,
    message: (by, written) => sendMessage(server, { by, ...written, id: newId('aWd'), most: { bytes: 1000 } }),
  })
}

function post(server: Server, by: Person, { caption, images }: { readonly caption: string; readonly images: readonly ActionImage[] }) {
  if (images.length === 0 || images.length > 20) throw new Error('A post on Instagram shows 1 to 20 pictures.')
  const { characters, hashtags } = countCaption(caption)
  if (characters > 2200 || hashtags > 30) throw new Error('A caption has at most 2,200 characters and 30 hashtags.')
  const pictures = images.map((image) => ({ id: newId('18'), ...fromTelephone(image), alt: image.alt }))
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

function mediaWith({ state }: Server, id: string): Media {
  return withId(state.media, id, `There is no post ${id} on Instagram.`)
}
