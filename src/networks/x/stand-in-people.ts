import { createHash } from 'node:crypto'

import type { Action, ActionFilm, ActionImage, NewProfile, StandInPost, StandInProfile } from '../stand-in.ts'
import { nextId, nowOf } from './stand-in-ids.ts'
import { metricsOf } from './stand-in-insights.ts'
import { publish } from './stand-in-posts.ts'
import type { Media, Person, Post, State } from './stand-in-state.ts'
import { weightOf } from './stand-in-text.ts'
import { followsOf } from './stand-in-users.ts'
import type { Server } from './stand-in-wire.ts'

export function addPerson(server: Server, profile: NewProfile): Person {
  const handle = allowedHandle(profile.handle)
  const known = personByHandle(server, handle)
  if (known) return known
  const person: Person = {
    id: nextId(server),
    handle,
    displayName: profile.displayName,
    ...(profile.bio === undefined ? {} : { bio: profile.bio }),
    ...(profile.avatarUrl === undefined ? {} : { avatarUrl: profile.avatarUrl }),
    business: profile.business ?? false,
    subscription: 'None',
    createdAt: nowOf(server),
  }
  server.state.people.push(person)
  server.world.changed()
  return person
}

/** Names on X have at most 15 letters, digits and underscores; from a longer one something is kept that tells it from its like. */
function allowedHandle(wanted: string): string {
  const handle = wanted.replace(/\W/g, '_')
  return handle.length > 15 ? `${handle.slice(0, 9)}_${createHash('sha256').update(wanted).digest('hex').slice(0, 5)}` : handle
}

export function personByHandle({ state }: Server, handle: string): Person | undefined {
  return state.people.find((person) => person.handle.toLowerCase() === handle.toLowerCase())
}

export function profileOf(server: Server, person: Person): StandInProfile {
  const { id, handle, displayName, bio, avatarUrl, business } = person
  const { followers_count: followers, following_count: following } = followsOf(server, person)
  return {
    id,
    handle,
    displayName,
    ...(bio === undefined ? {} : { bio }),
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
    business,
    followers,
    following,
  }
}

/** A post as people see it: addresses as written, a card for the first where nothing else is shown. */
export function shownPost(server: Server, post: Post): StandInPost {
  const { state, world } = server
  const { repost_count: reposts, reply_count: replies, like_count: likes } = metricsOf(server, post)
  const author = state.people.find(({ id }) => id === post.authorId)
  const media = post.mediaIds.flatMap((mediaId) => state.media.filter(({ id }) => id === mediaId))
  const images = media.filter(({ category }) => category !== 'tweet_video')
  const videos = media.filter(({ category }) => category === 'tweet_video')
  const [link] = post.links
  return {
    id: post.id,
    profileId: post.authorId,
    text: post.text,
    images: images.map(({ id, alt }) => ({ url: `${world.webOrigin}/media/${id}`, alt })),
    ...(videos.length > 0 ? { videos: videos.map(({ id, seconds = 0 }) => ({ url: `${world.webOrigin}/media/${id}`, seconds })) } : {}),
    ...(link && media.length === 0 && !post.poll ? { link: cardOf(link.written) } : {}),
    ...(post.poll
      ? { poll: { options: post.poll.options.map(({ label, votes }) => ({ text: label, votes })), endsAt: post.poll.endsAt } }
      : {}),
    ...(post.replySettings === undefined ? {} : { visibility: post.replySettings }),
    ...(post.replyTo === undefined ? {} : { replyTo: post.replyTo }),
    at: post.createdAt,
    url: `${world.webOrigin}/${author?.handle}/status/${post.id}`,
    likes,
    reposts,
    replies,
  }
}

/** X reads the page itself; here nothing is fetched, so the host has to do. */
function cardOf(written: string): NonNullable<StandInPost['link']> {
  const url = /^https?:\/\//i.test(written) ? written : `http://${written}`
  return { url, title: URL.canParse(url) ? new URL(url).hostname : written, description: '' }
}

/** What somebody does in the app. */
export function act(server: Server, action: Action): { readonly id: string } {
  switch (action.kind) {
    case 'post':
      return write(server, action.by, { images: [], ...action })
    case 'reply':
      return write(server, action.by, { text: action.text, images: [], replyTo: postWith(server, action.post).id })
    case 'like':
    case 'repost':
      return mark(server, { kind: action.kind, by: personWith(server, action.by).id, about: postWith(server, action.post).id })
    case 'follow':
      if (action.by === action.profile) throw new Error('Nobody follows themselves.')
      return mark(server, { kind: 'follow', by: personWith(server, action.by).id, about: personWith(server, action.profile).id })
    case 'message':
      return message(server, action)
    case 'edit':
      throw new Error('The stand-in for X lets nobody change a post.')
    case 'delete':
      return remove(server, action)
  }
}

function remove(server: Server, { by, post: id }: { readonly by: string; readonly post: string }): { readonly id: string } {
  const post = postWith(server, id)
  if (post.authorId !== by) throw new Error('People delete only what they wrote.')
  server.state.posts.splice(server.state.posts.indexOf(post), 1)
  server.world.changed()
  return { id }
}

interface Writing {
  readonly text: string
  readonly images: readonly ActionImage[]
  readonly film?: ActionFilm
  readonly replyTo?: string
}

function write(server: Server, by: string, { text, images, film, replyTo }: Writing): { readonly id: string } {
  const author = personWith(server, by)
  if (text.trim() === '' && images.length === 0 && !film) throw new Error('A post on X needs words or a picture.')
  if (weightOf(text) > 280) throw new Error('A post on X has at most 280 characters.')
  if (images.length > 4) throw new Error('A post on X shows at most four pictures.')
  const media = film ? [keepFilm(server, author, film)] : images.map((image) => keepImage(server, author, image))
  const quoted = media.length === 0 ? quotedIn(server, text) : undefined
  return publish(server, author, {
    text: quoted === undefined ? text : text.replace(address, '').trim(),
    ...(quoted === undefined ? {} : { quote_tweet_id: quoted }),
    ...(media.length > 0 ? { media: { media_ids: media.map(({ id }) => id) } } : {}),
    ...(replyTo === undefined ? {} : { reply: { in_reply_to_tweet_id: replyTo } }),
  })
}

const address = /https?:\/\/\S+\/status\/(\d{1,19})\s*$/

/** Whoever puts the address of a post at the end quotes it. */
function quotedIn({ state }: Server, text: string): string | undefined {
  const id = address.exec(text)?.[1]
  return state.posts.find((post) => post.id === id)?.id
}

function keepImage(server: Server, owner: Person, { bytes, mimeType, alt }: ActionImage): Media {
  return keep(server, owner, { bytes, mimeType, category: 'tweet_image', alt })
}

function keepFilm(server: Server, owner: Person, { bytes, seconds, alt }: ActionFilm): Media {
  return keep(server, owner, { bytes, mimeType: 'video/mp4', category: 'tweet_video', seconds, alt })
}

interface Kept extends Pick<Media, 'mimeType' | 'category' | 'seconds' | 'alt'> {
  readonly bytes: Uint8Array
}

function keep(server: Server, { id: ownerId }: Person, { bytes, ...about }: Kept): Media {
  const media: Media = {
    ...about,
    id: nextId(server),
    ownerId,
    totalBytes: bytes.length,
    segments: {},
    data: Buffer.from(bytes).toString('base64'),
    expiresAt: server.world.now().add({ hours: 24 }).toString(),
  }
  server.state.media.push(media)
  return media
}

function mark(server: Server, wanted: State['marks'][number]): { readonly id: string } {
  const { marks } = server.state
  const isKnown = marks.some(({ kind, by, about }) => kind === wanted.kind && by === wanted.by && about === wanted.about)
  if (!isKnown) marks.push(wanted)
  server.world.changed()
  return { id: `${wanted.kind}-${wanted.by}-${wanted.about}` }
}

function message(
  server: Server,
  { by, to, text }: { readonly by: string; readonly to: string; readonly text: string },
): { readonly id: string } {
  if (by === to) throw new Error('Nobody writes to themselves.')
  if (text.trim() === '' || text.length > 10_000) throw new Error('A message has 1 to 10,000 characters.')
  const made = { id: nextId(server), from: personWith(server, by).id, to: personWith(server, to).id, text, at: nowOf(server) }
  server.state.messages.push(made)
  server.world.changed()
  return { id: made.id }
}

export function personWith({ state }: Server, id: string): Person {
  const person = state.people.find((each) => each.id === id)
  if (!person) throw new Error(`Nobody on X has the id ${id}.`)
  return person
}

function postWith({ state }: Server, id: string): Post {
  const post = state.posts.find((each) => each.id === id)
  if (!post) throw new Error(`There is no post ${id} on X.`)
  return post
}
