import { crowdOf } from '../stand-in-crowd.ts'
import { followersOf } from '../stand-in-figures.ts'
import { newSecret } from '../stand-in-ids.ts'
import { actIn, fromTelephone, messagesWith, newestFirst, personNamed, profileWith, sendMessage } from '../stand-in-people.ts'
import { nowAt } from '../stand-in-time.ts'
import type { Action, ActionImage, NewProfile, StandInMessage, StandInPost, StandInProfile } from '../stand-in.ts'
import { settleAll } from './stand-in-settle.ts'
import {
  type Comment,
  type Info,
  newId,
  type Person,
  personWith,
  type Post,
  postUrl,
  postWith,
  type Publish,
  type Server,
} from './stand-in-state.ts'

export function addPerson(server: Server, profile: NewProfile): Person {
  const { business = false } = profile
  return personNamed(server, profile, {
    isName: (handle) => /^(?!.*\.$)[a-z0-9_.]{2,24}$/.test(handle),
    rule: 'a name on TikTok: 2 to 24 letters, digits, underscores and dots, without a dot at the end.',
    make: (shown) => ({ id: newSecret('_000', 32), business, ...shown }),
  })
}

export function profileOf(server: Server, person: Person): StandInProfile {
  return { ...profileWith(server, person, { business: person.business }), followers: followersOf(server, person.id) }
}

/** Posts and comments, newest first. Drafts are no posts: they lie in the inbox. */
export function shownPosts(
  server: Server,
  { profileId, limit }: { readonly profileId?: string; readonly limit?: number },
): readonly StandInPost[] {
  settleAll(server)
  const { posts, comments } = server.state
  const ofThem = ({ personId }: { readonly personId: string }) => profileId === undefined || personId === profileId
  const all = [
    ...posts.filter(ofThem).map((each) => shownPost(server, each)),
    ...comments.filter(ofThem).map((each) => shownComment(server, each)),
  ]
  return newestFirst(all, limit)
}

export function shownPost(server: Server, shown: Post): StandInPost {
  const { id, personId, kind, info, film, pictures, at, likes, reposts } = shown
  const { webOrigin } = server.world
  return {
    id,
    profileId: personId,
    text: kind === 'photo' ? info.description : info.title,
    ...(kind === 'photo' && info.title !== '' ? { title: info.title } : {}),
    kind,
    images: pictures.map((picture) => ({ url: `${webOrigin}/pictures/${picture.id}`, alt: '' })),
    ...(film ? { videos: [{ url: `${webOrigin}/films/${id}`, seconds: film.seconds }] } : {}),
    visibility: info.privacy,
    at,
    url: postUrl(server, shown),
    likes: likes.length + crowdOf(server.state, id, 'reactions'),
    reposts: reposts.length + crowdOf(server.state, id, 'shares'),
    replies: server.state.comments.filter(({ postId }) => postId === id).length,
  }
}

export function shownComment(server: Server, { id, postId, personId, text, at, likes }: Comment): StandInPost {
  const url = postUrl(server, postWith(server, postId))
  return { id, profileId: personId, text, images: [], replyTo: postId, at, url, likes: likes.length, reposts: 0, replies: 0 }
}

/** What people write to one another, and the notices of drafts that wait to be finished. */
export function messagesOf(server: Server, profileId: string): readonly StandInMessage[] {
  settleAll(server)
  const drafts = server.state.publishes.filter(
    ({ personId, mode, failed, readyAt }) => mode === 'draft' && personId === profileId && failed === undefined && readyAt !== undefined,
  )
  return [...messagesWith(server, profileId), ...drafts.map((draft) => noticeOf(draft))]
}

function noticeOf({ id, personId, kind, info, readyAt = '' }: Publish): StandInMessage {
  const words = [info.title, info.description].filter((each) => each !== '').join('\n')
  const what = kind === 'video' ? 'Your video is ready to be edited and posted.' : 'Your photos are ready to be edited and posted.'
  return { id, from: 'tiktok', to: personId, text: words === '' ? what : `${what}\n${words}`, at: readyAt }
}

/** What somebody does in the app. */
export function act(server: Server, action: Action): { readonly id: string } {
  return actIn(server, action, {
    personWith: (id) => personWith(server, id),
    post: (by, written) => post(server, by, written),
    reply: (by, written) => comment(server, by, written),
    likesOf: (id) => likable(server, id).likes,
    repostsOf: (id) => postWith(server, id).reposts,
    message: (by, written) => sendMessage(server, { by, ...written, id: newId(), most: { characters: 6000 } }),
  })
}

function post(server: Server, by: Person, { text, images }: { readonly text: string; readonly images: readonly ActionImage[] }) {
  if (images.length === 0 || images.length > 35) throw new Error('A post on TikTok shows a video or 1 to 35 photos.')
  if (text.length > 4000) throw new Error('A description has at most 4,000 characters.')
  const at = nowAt(server)
  const info: Info = {
    title: '',
    description: text,
    privacy: 'PUBLIC_TO_EVERYONE',
    comments: true,
    duets: false,
    stitches: false,
    branded: false,
    ownBrand: false,
    aiGenerated: false,
    autoMusic: true,
  }
  const pictures = images.map((image) => ({ id: newId(), ...fromTelephone(image) }))
  const made: Post = {
    id: newId(),
    personId: by.id,
    kind: 'photo',
    info,
    pictures,
    cover: 0,
    at,
    publicAt: at,
    byApi: false,
    likes: [],
    reposts: [],
  }
  server.state.posts.push(made)
  server.world.changed()
  return { id: made.id }
}

/** An answer to a comment stands under the same post. */
function comment(server: Server, by: Person, { on, text }: { readonly on: string; readonly text: string }) {
  if (text.trim() === '' || text.length > 150) throw new Error('A comment has 1 to 150 characters.')
  const postId = server.state.comments.find(({ id }) => id === on)?.postId ?? on
  const { info } = postWith(server, postId)
  if (!info.comments) throw new Error('Comments are turned off for this post.')
  const made = { id: newId(), postId, personId: by.id, text, at: nowAt(server), likes: [] }
  server.state.comments.push(made)
  server.world.changed()
  return { id: made.id }
}

function likable(server: Server, id: string): Post | Comment {
  return server.state.comments.find((each) => each.id === id) ?? postWith(server, id)
}
