import { addCrowd, crowdOf } from '../stand-in-crowd.ts'
import { followersOf } from '../stand-in-figures.ts'
import { newSecret } from '../stand-in-ids.ts'
import { actIn, fromTelephone, messagesWith, newestFirst, personNamed, profileWith, sendMessage } from '../stand-in-people.ts'
import { nowAt } from '../stand-in-time.ts'
import type { Action, ActionImage, Crowd, NewProfile, StandInMessage, StandInPost, StandInProfile } from '../stand-in.ts'
import { type Comment, newId, type Person, personWith, type Post, postWith, type Server } from './stand-in-state.ts'
import { postByHand } from './stand-in-submit.ts'
import { addComment } from './stand-in-talk.ts'
import { commentPath, commentsOn, fileAddress, isShown, permalinkOf } from './stand-in-things.ts'

export function addPerson(server: Server, profile: NewProfile): Person {
  return personNamed(server, profile, {
    isName: (handle) => /^[a-z0-9_-]{3,20}$/.test(handle),
    rule: 'a name on Reddit: 3 to 20 letters, digits, underscores and hyphens.',
    make: (shown) => ({ id: newId('t2'), ...shown }),
  })
}

export function profileOf(server: Server, person: Person): StandInProfile {
  return { ...profileWith(server, person), followers: followersOf(server, person.id) }
}

/** Posts and comments, newest first. */
export function shownPosts(
  server: Server,
  { profileId, limit }: { readonly profileId?: string; readonly limit?: number },
): readonly StandInPost[] {
  const ofThem = ({ personId, deleted }: Post | Comment) => !deleted && (profileId === undefined || personId === profileId)
  const { posts, comments } = server.state
  const all = [
    ...posts.filter((post) => ofThem(post) && isShown(server, post)).map((post) => shownPost(server, post)),
    ...comments.filter(ofThem).map((comment) => shownComment(server, comment)),
  ]
  return newestFirst(all, limit)
}

export function shownPost(server: Server, post: Post): StandInPost {
  const { id, personId, community, kind, title, text, url, assets, poll, nsfw, spoiler, at, likes, reposts } = post
  const files = server.state.assets.filter((asset) => assets.includes(asset.id))
  const films = files.filter(({ mimeType }) => mimeType.startsWith('video/'))
  const pictures = kind === 'video' ? [] : files
  return {
    id,
    profileId: personId,
    title,
    text,
    kind,
    visibility: `r/${community}`,
    images: pictures.map((file) => ({ url: fileAddress(server, file.id), alt: '' })),
    ...(films.length > 0 ? { videos: films.map((file) => ({ url: fileAddress(server, file.id), seconds: file.seconds ?? 0 })) } : {}),
    ...(kind === 'link' && url !== undefined ? { link: { url, title, description: '' } } : {}),
    ...(poll
      ? {
          poll: {
            options: poll.options.map((option) => ({ text: option, votes: 0 })),
            endsAt: Temporal.Instant.from(at)
              .add({ hours: 24 * poll.days })
              .toString(),
          },
        }
      : {}),
    ...(nsfw || spoiler ? { warning: nsfw ? 'NSFW' : 'Spoiler' } : {}),
    at,
    url: permalinkOf(server, post),
    likes: likes.length + crowdOf(server.state, id, 'reactions'),
    reposts: reposts.length + crowdOf(server.state, id, 'shares'),
    replies: commentsOn(server, id).length,
  }
}

function shownComment(server: Server, comment: Comment): StandInPost {
  const { id, personId, parent, text, at, likes } = comment
  const replies = server.state.comments.filter((each) => each.parent === id && !each.deleted).length
  const url = `${server.world.webOrigin}${commentPath(server, comment)}`
  return { id, profileId: personId, text, images: [], replyTo: parent, at, url, likes: likes.length, reposts: 0, replies }
}

export function messagesOf(server: Server, profileId: string): readonly StandInMessage[] {
  return messagesWith(server, profileId)
}

/** What somebody does in the app. */
export function act(server: Server, action: Action): { readonly id: string } {
  return actIn(server, action, {
    personWith: (id) => personWith(server, id),
    post: (by, written) => write(server, by, written),
    reply: (by, { on, text }) => {
      if (text.trim() === '' || text.length > 10_000) throw new Error('A comment has 1 to 10,000 characters.')
      return { id: addComment(server, by, { on, text }).id }
    },
    edit: (by, { on, text }) => {
      const thing = own(server, by, on)
      thing.text = text
      thing.editedAt = nowAt(server)
      server.world.changed()
    },
    remove: (by, on) => {
      own(server, by, on).deleted = true
      server.world.changed()
    },
    likesOf: (id) => (server.state.comments.find((each) => each.id === id) ?? postWith(server, id)).likes,
    repostsOf: (id) => postWith(server, id).reposts,
    message: (by, { to, text }) => {
      const sent = sendMessage(server, { by, to, text, id: newId('t4'), most: { characters: 10_000 } })
      const letter = server.state.messages.find(({ id }) => id === sent.id)
      if (letter) letter.subject = 'Hello'
      return sent
    },
  })
}

function own({ state }: Server, by: Person, id: string): Post | Comment {
  const thing = [...state.posts, ...state.comments].find((each) => each.id === id && !each.deleted)
  if (!thing) throw new Error(`There is nothing ${id} on Reddit.`)
  if (thing.personId !== by.id) throw new Error('That was written by somebody else.')
  return thing
}

/** To one's own profile; the first line is the title. */
function write(server: Server, by: Person, { text, images }: { readonly text: string; readonly images: readonly ActionImage[] }) {
  const [title = '', ...rest] = text.trim().split('\n')
  if (title === '') throw new Error('A post on Reddit has a title.')
  if (images.length > 20) throw new Error('A gallery has at most 20 pictures.')
  const files = images.map((image) => {
    const { data, mimeType } = fromTelephone(image)
    const id = newSecret('', 13).toLowerCase()
    server.state.assets.push({ id, personId: by.id, key: id, mimeType, data, arrived: true })
    return id
  })
  const kind = files.length > 1 ? 'gallery' : files.length > 0 ? 'image' : 'self'
  const post = postByHand(server, by.id, {
    community: `u_${by.handle}`,
    title: Array.from(title).slice(0, 300).join(''),
    text: rest.join('\n').trim(),
    assets: files,
    kind,
  })
  return { id: post.id }
}

/** Votes, comments of strangers and crossposts are counted; nobody is told how often a post was seen. */
export function addDeeds(server: Server, deeds: Crowd): void {
  const { posts, people } = server.state
  const isPerson = people.some(({ id }) => id === deeds.on)
  if (!isPerson && !posts.some(({ id }) => id === deeds.on)) throw new Error(`There is nothing ${deeds.on} on Reddit.`)
  addCrowd(server, deeds, isPerson ? ['followers'] : ['reactions', 'comments', 'shares'])
}
