import { z } from 'zod'

import type { Json } from '#kit/json'

import { CrowdDeed } from '../stand-in-crowd.ts'
import { Code, Grant as KnownGrant } from '../stand-in-grants.ts'
import { newDigits, withId } from '../stand-in-ids.ts'
import { Comment as AnyComment, Follow, Message, Someone } from '../stand-in-people.ts'
import type { ServerOf } from '../stand-in-server.ts'
import { Community, firstCommunities } from './stand-in-communities.ts'

const Person = Someone
export type Person = z.infer<typeof Person>

/** `refresh` is absent where only an hour was asked for. */
const Grant = KnownGrant.extend({ refresh: z.string().exactOptional() })
export type Grant = z.infer<typeof Grant>

const Asset = z.object({
  id: z.string(),
  personId: z.string(),
  key: z.string(),
  mimeType: z.string(),
  /** In base64; absent before anything came, and of what is too large to keep. */
  data: z.string().exactOptional(),
  arrived: z.boolean(),
  seconds: z.number().exactOptional(),
})
export type Asset = z.infer<typeof Asset>

const Post = z.object({
  /** `t3_…`. */
  id: z.string(),
  personId: z.string(),
  /** As it writes itself: `tea`, `u_embertea`. */
  community: z.string(),
  kind: z.enum(['self', 'link', 'image', 'video', 'gallery', 'poll']),
  title: z.string(),
  text: z.string(),
  url: z.string().exactOptional(),
  assets: z.array(z.string()),
  poll: z.object({ options: z.array(z.string()), days: z.int() }).exactOptional(),
  nsfw: z.boolean(),
  spoiler: z.boolean(),
  sendReplies: z.boolean(),
  flair: z.string().exactOptional(),
  at: z.string(),
  /** When it has become a post that others see. */
  shownAt: z.string(),
  editedAt: z.string().exactOptional(),
  deleted: z.boolean().exactOptional(),
  likes: z.array(z.string()),
  reposts: z.array(z.string()),
})
export type Post = z.infer<typeof Post>

/** Its id is `t1_…`. */
const Comment = AnyComment.extend({
  postId: z.string(),
  /** A post or a comment. */
  parent: z.string(),
  editedAt: z.string().exactOptional(),
  deleted: z.boolean().exactOptional(),
})
export type Comment = z.infer<typeof Comment>

const Letter = Message.extend({
  subject: z.string().exactOptional(),
  /** The message that it answers, and the one that began the talk. */
  parent: z.string().exactOptional(),
  first: z.string().exactOptional(),
})
export type Letter = z.infer<typeof Letter>

const Saved = z.object({
  people: z.array(Person),
  communities: z.array(Community),
  codes: z.array(Code.extend({ permanent: z.boolean() })),
  grants: z.array(Grant),
  assets: z.array(Asset),
  posts: z.array(Post),
  comments: z.array(Comment),
  messages: z.array(Letter),
  follows: z.array(Follow),
  crowd: z.array(CrowdDeed),
  calls: z.object({ count: z.int(), until: z.string() }).exactOptional(),
})
export type State = z.infer<typeof Saved>

/** What cannot be seen from outside and differs between installations of the stand-in. */
export interface Settings {
  /** How long a picture or a film is made into a post, by the world's clock. */
  readonly processingSeconds: number
  /** How long a post is missing from its account's list. */
  readonly listingLagSeconds: number
  /** How long somebody has to wait between two posts. */
  readonly pauseSeconds: number
  /** Is the next picture or film one that nothing can be made of? */
  readonly spoil: () => boolean
}

export type Server = ServerOf<State, Settings>

export function openState(restore: Json | undefined): State {
  if (restore !== undefined) return Saved.parse(restore)
  return {
    people: [],
    communities: [...firstCommunities],
    codes: [],
    grants: [],
    assets: [],
    posts: [],
    comments: [],
    messages: [],
    follows: [],
    crowd: [],
  }
}

/** Ids are numbers to the base of 36 behind what they are the id of; those of digits alone are among them. */
export function newId(kind: 't1' | 't2' | 't3' | 't4'): string {
  return newDigits(`${kind}_1`, 13)
}

/** @throws Error where nobody has this id. */
export function personWith({ state }: Server, id: string): Person {
  return withId(state.people, id, `Nobody on Reddit has the id ${id}.`)
}

/** @throws Error where there is no such post. */
export function postWith({ state }: Server, id: string): Post {
  return withId(
    state.posts.filter(({ deleted }) => !deleted),
    id,
    `There is no post ${id} on Reddit.`,
  )
}
