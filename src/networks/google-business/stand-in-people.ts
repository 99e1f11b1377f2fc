import { newDigits, withId } from '../stand-in-ids.ts'
import { newestFirst, personNamed } from '../stand-in-people.ts'
import { nowAt } from '../stand-in-time.ts'
import type { Action, ActionImage, NewProfile, StandInPost, StandInProfile } from '../stand-in.ts'
import { addPost, removePost, stateOf } from './stand-in-posts.ts'
import { removeReply, replyTo } from './stand-in-reviews.ts'
import type { Person, Post, Review } from './stand-in-state.ts'
import type { Server } from './stand-in-wire.ts'

/** A business is a location of its own account; one whose handle goes on after another's and a dot is a branch of that, in the same account. */
export function addPerson(server: Server, profile: NewProfile): Person {
  const { people } = server.state
  return personNamed<Person>(server, profile, {
    isName: (handle) => /^[\w.-]{1,60}$/.test(handle),
    rule: 'the handle of a business or a person on Google.',
    make: (shown) => ({
      id: newDigits('1', 19),
      ...shown,
      business: profile.business ?? false,
      accountId: people.find(({ handle, business }) => business && shown.handle.startsWith(`${handle}.`))?.accountId ?? newDigits('10', 21),
      phone: profile.business ? '+886 2 5550 1234' : '',
      verified: true,
      createdAt: nowAt(server),
    }),
  })
}

export function profileOf({ id, handle, displayName, bio, avatarUrl, business }: Person): StandInProfile {
  return {
    id,
    handle,
    displayName,
    ...(bio === undefined ? {} : { bio }),
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
    business,
    // Nobody follows a business on Google any more.
    followers: 0,
    following: 0,
  }
}

/** Everything that people can see: posts that Google let through, or still looks at, reviews and what was replied to them. */
export function shownPosts(server: Server, limit?: number): readonly StandInPost[] {
  const { posts, reviews } = server.state
  const seen = posts.filter((each) => stateOf(server, each) !== 'REJECTED').map((each) => shownPost(server, each))
  return newestFirst([...seen, ...reviews.flatMap((each) => shownReview(server, each))], limit)
}

const kinds = { STANDARD: 'update', EVENT: 'event', OFFER: 'offer' } as const

function shownPost({ world, state }: Server, { id, locationId, written, photo, createdAt }: Post): StandInPost {
  const { summary = '', topicType, event, callToAction } = written
  return {
    id,
    profileId: locationId,
    text: summary,
    ...(event ? { title: event.title } : {}),
    kind: kinds[topicType],
    images: photo ? [{ url: `${world.webOrigin}/photos/${id}`, alt: photo.alt }] : [],
    ...(callToAction ? { link: { url: callToAction.url ?? '', title: callToAction.actionType, description: '' } } : {}),
    at: createdAt,
    url: `${world.webOrigin}/posts/${id}`,
    likes: state.likes.filter(({ about }) => about === id).length,
    reposts: 0,
    replies: 0,
  }
}

function shownReview({ world }: Server, { id, locationId, by, stars, text, createdAt, reply }: Review): readonly StandInPost[] {
  const url = `${world.webOrigin}/maps?cid=${locationId}`
  const common = { images: [], url, likes: 0, reposts: 0 }
  const said = {
    ...common,
    id,
    profileId: by,
    text: `${'★'.repeat(stars)} ${text}`.trim(),
    kind: 'review',
    at: createdAt,
    replies: reply ? 1 : 0,
  }
  if (!reply) return [said]
  const answer = {
    id: `${id}/reply`,
    profileId: locationId,
    text: reply.comment,
    kind: 'reply',
    replyTo: id,
    at: reply.updatedAt,
    replies: 0,
  }
  return [said, { ...common, ...answer }]
}

/** What somebody does on Google. @throws Error with a sentence where they cannot */
export function act(server: Server, action: Action): { readonly id: string } {
  const by = personWith(server, action.by)
  switch (action.kind) {
    case 'post':
      return writePost(server, by, { text: action.text, images: action.images ?? [] })
    case 'reply':
      return replyToReview(server, by, { on: action.post, text: action.text })
    case 'like':
      return like(server, { by: by.id, about: action.post })
    case 'edit':
      return rewrite(server, by, { on: action.post, text: action.text })
    case 'delete':
      return remove(server, by, action.post)
    case 'repost':
    case 'follow':
    case 'message':
      throw new Error('On Google people neither share nor follow nor write messages; they review.')
  }
}

export function personWith({ state }: Server, id: string): Person {
  return withId(state.people, id, `There is nobody ${id} on Google.`)
}

function writePost(server: Server, by: Person, { text, images }: { readonly text: string; readonly images: readonly ActionImage[] }) {
  if (!by.business) throw new Error('Businesses post on Google; people review them.')
  const [image] = images
  const photo = image && { mimeType: image.mimeType, data: Buffer.from(image.bytes).toString('base64'), alt: image.alt }
  const written = { topicType: 'STANDARD', ...(text === '' ? {} : { summary: text }) } as const
  return { id: addPost(server, { locationId: by.id, written, ...(photo ? { photo } : {}) }).id }
}

/** A business replies to a review; nobody comments on posts. */
function replyToReview(server: Server, by: Person, { on, text }: { readonly on: string; readonly text: string }) {
  const written = server.state.reviews.find(({ id }) => id === on)
  if (!written || written.locationId !== by.id) throw new Error('A business replies to reviews of its own; nobody comments on posts here.')
  if (text.trim() === '' || text.length > 4096) throw new Error('A reply has 1 to 4,096 characters.')
  replyTo(server, written, text)
  return { id: `${on}/reply` }
}

function like({ state, world }: Server, wanted: { readonly by: string; readonly about: string }) {
  withId(state.posts, wanted.about, `There is no post ${wanted.about} on Google.`)
  if (!state.likes.some(({ by, about }) => by === wanted.by && about === wanted.about)) state.likes.push({ ...wanted })
  world.changed()
  return { id: `like-${wanted.by}-${wanted.about}` }
}

function rewrite(server: Server, by: Person, { on, text }: { readonly on: string; readonly text: string }) {
  const own = ownIn(server, by, on)
  const updatedAt = nowAt(server)
  if ('written' in own) Object.assign(own, { written: { ...own.written, summary: text }, updatedAt })
  else Object.assign(own, { text, updatedAt })
  server.world.changed()
  return { id: on }
}

function remove(server: Server, by: Person, on: string) {
  const { state, world } = server
  const answered = state.reviews.find(({ id, locationId }) => `${id}/reply` === on && locationId === by.id)
  if (answered) removeReply(server, answered)
  else {
    const own = ownIn(server, by, on)
    if ('written' in own) removePost(server, own)
    else state.reviews = state.reviews.filter((each) => each !== own)
  }
  world.changed()
  return { id: on }
}

function ownIn({ state }: Server, by: Person, on: string): Post | Review {
  const own =
    state.posts.find(({ id, locationId }) => id === on && locationId === by.id) ??
    state.reviews.find((each) => each.id === on && each.by === by.id)
  if (!own) throw new Error('People change and delete only what they wrote.')
  return own
}
