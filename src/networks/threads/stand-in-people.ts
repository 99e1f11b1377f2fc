import { crowdOf } from '../stand-in-crowd.ts'
import { followersOf } from '../stand-in-figures.ts'
import { newShortcode } from '../stand-in-ids.ts'
import { actIn, fromTelephone, newestFirst, personNamed, profileWith } from '../stand-in-people.ts'
import { isOlder, nowAt } from '../stand-in-time.ts'
import type { Action, ActionImage, NewProfile, StandInPost, StandInProfile } from '../stand-in.ts'
import { fileUrl, permalink, pollEnd } from './stand-in-posts.ts'
import { newId, type Person, personWith, type Post, postWith, type Server } from './stand-in-state.ts'
import { countText, topicIn } from './stand-in-text.ts'

export function addPerson(server: Server, profile: NewProfile): Person {
  return personNamed(server, profile, {
    isName: (handle) => /^(?!.*\.\.)[a-z0-9_][a-z0-9_.]{0,28}[a-z0-9_]?$/.test(handle),
    rule: 'a name on Threads: up to 30 letters, digits, underscores and single dots.',
    make: (shown) => ({ id: newId('2'), ...shown }),
  })
}

export function profileOf(server: Server, person: Person): StandInProfile {
  return { ...profileWith(server, person), followers: followersOf(server, person.id) }
}

/** The app is removed under Settings, Website permissions. */
export function withdrawGrants({ state, world }: Server, personId: string): void {
  for (const token of state.tokens) if (token.personId === personId) token.withdrawn = true
  world.changed()
}

/** Posts and answers, newest first. */
export function shownPosts(
  server: Server,
  { profileId, limit }: { readonly profileId?: string; readonly limit?: number },
): readonly StandInPost[] {
  const posts = server.state.posts.filter(({ personId }) => profileId === undefined || personId === profileId)
  return newestFirst(posts, limit).map((post) => shownPost(server, post))
}

export function shownPost(server: Server, post: Post): StandInPost {
  const { id, personId, text, files, link, poll, replyTo, replyControl, at, likes, reposts, votes } = post
  const films = files.flatMap((file) => (file.seconds === undefined ? [] : [{ ...file, seconds: file.seconds }]))
  return {
    id,
    profileId: personId,
    text,
    images: files.filter(({ kind }) => kind === 'image').map((file) => ({ url: fileUrl(server, file), alt: file.alt })),
    ...(films.length > 0 ? { videos: films.map((file) => ({ url: fileUrl(server, file), seconds: file.seconds, alt: file.alt })) } : {}),
    ...(link === undefined ? {} : { link: { url: link, title: link, description: '' } }),
    ...(poll
      ? { poll: { options: poll.map((option, index) => ({ text: option, votes: votesFor(votes, index) })), endsAt: pollEnd(at) } }
      : {}),
    ...(replyTo === undefined ? {} : { replyTo }),
    visibility: replyControl,
    at,
    url: permalink(server, post),
    likes: likes.length + crowdOf(server.state, id, 'reactions'),
    reposts: reposts.length + crowdOf(server.state, id, 'shares'),
    replies: server.state.posts.filter((each) => each.replyTo === id).length,
  }
}

function votesFor(votes: Post['votes'], index: number): number {
  return votes.filter(({ option }) => option === index).length
}

/** What somebody does in the app. */
export function act(server: Server, action: Action): { readonly id: string } {
  return actIn(server, action, {
    personWith: (id) => personWith(server, id),
    post: (by, written) => write(server, by, written),
    reply: (by, { on, text }) => write(server, by, { text, images: [], replyTo: allowed(server, by, postWith(server, on)).id }),
    edit: (by, { on, text }) => rewrite(server, own(server, by, on), text),
    remove: (by, on) => {
      server.state.posts.splice(server.state.posts.indexOf(own(server, by, on)), 1)
      server.world.changed()
    },
    likesOf: (id) => postWith(server, id).likes,
    repostsOf: (id) => postWith(server, id).reposts,
    message: () => {
      throw new Error('The stand-in for Threads has no messages: its API knows none.')
    },
  })
}

function own(server: Server, by: Person, id: string): Post {
  const post = postWith(server, id)
  if (post.personId !== by.id) throw new Error('People change and delete only what they wrote.')
  return post
}

/** The app lets people mend a post for a quarter of an hour; the API tells nothing of it. */
function rewrite(server: Server, post: Post, text: string): void {
  if (isOlder(server, post.at, 15 * 60)) throw new Error('A post on Threads can be changed for 15 minutes.')
  if (text.trim() === '' || countText(text) > 500) throw new Error('A post on Threads has 1 to 500 characters.')
  post.text = text
  server.world.changed()
}

/** Whoever wrote it said who may answer. */
function allowed({ state }: Server, by: Person, post: Post): Post {
  const isFollowed = (who: string, whom: string) => state.follows.some((each) => each.by === who && each.of === whom)
  const may: Readonly<Record<string, boolean>> = {
    everyone: true,
    accounts_you_follow: isFollowed(post.personId, by.id),
    followers_only: isFollowed(by.id, post.personId),
    mentioned_only: post.text.toLowerCase().includes(`@${by.handle}`),
    parent_post_author_only: false,
  }
  if (by.id === post.personId || may[post.replyControl]) return post
  throw new Error('The author of this post does not let you reply.')
}

interface Written {
  readonly text: string
  readonly images: readonly ActionImage[]
  readonly replyTo?: string
}

function write(server: Server, by: Person, { text, images, replyTo }: Written): { readonly id: string } {
  if (text.trim() === '' && images.length === 0) throw new Error('A post on Threads has words or pictures.')
  if (countText(text) > 500 || images.length > 20) throw new Error('A post on Threads has at most 500 characters and 20 pictures.')
  const topic = topicIn(text)
  const post: Post = {
    id: newId('18'),
    personId: by.id,
    shortcode: newShortcode(),
    text,
    replyControl: 'everyone',
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(topic === undefined ? {} : { topic }),
    files: images.map((image) => ({ id: newId('18'), kind: 'image', ...fromTelephone(image), alt: image.alt, spoiler: false })),
    at: nowAt(server),
    likes: [],
    reposts: [],
    votes: [],
  }
  server.state.posts.push(post)
  server.world.changed()
  return { id: post.id }
}
