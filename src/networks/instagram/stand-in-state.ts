import { z } from 'zod'

import type { Json } from '#kit/json'

import { CrowdDeed } from '../stand-in-crowd.ts'
import type { Lived } from '../stand-in-figures.ts'
import { Code } from '../stand-in-grants.ts'
import { Token } from '../stand-in-graph-login.ts'
import { newDigits, withId } from '../stand-in-ids.ts'
import { Comment as AnyComment, Follow, Message, Someone } from '../stand-in-people.ts'
import type { ServerOf } from '../stand-in-server.ts'
import { Callback } from '../stand-in-webhooks.ts'

/** `id` is the professional account's, also what people are known by here. */
const Person = Someone.extend({
  /** The same person as this app knows them. */
  appScopedId: z.string(),
  /** Business or creator account; nobody else can use the API. */
  business: z.boolean(),
})
export type Person = z.infer<typeof Person>

export type Token = z.infer<typeof Token>

const Picture = z.object({ data: z.string(), mimeType: z.string(), width: z.int(), height: z.int(), alt: z.string() })
/** `data` in base64. */
export type Picture = z.infer<typeof Picture>

const Film = z.object({
  /** In base64; absent where a film is too large to keep. */
  data: z.string().exactOptional(),
  mimeType: z.string(),
  width: z.int(),
  height: z.int(),
  seconds: z.number(),
})
export type Film = z.infer<typeof Film>

const Product = z.enum(['FEED', 'REELS', 'STORY'])

const Container = z.object({
  id: z.string(),
  personId: z.string(),
  caption: z.string(),
  product: Product.default('FEED'),
  /** One picture or one film; none for a carousel. */
  picture: Picture.exactOptional(),
  film: Film.exactOptional(),
  /** Names of those who are asked to show it on their profiles too. */
  collaborators: z.array(z.string()).default([]),
  tagged: z.array(z.string()).default([]),
  sharedToFeed: z.boolean().default(true),
  isItem: z.boolean(),
  /** Containers of a carousel, in order. */
  children: z.array(z.string()),
  madeAt: z.string(),
  /** When it has been processed. */
  readyAt: z.string(),
  /** Why processing failed: a subcode of the error table. */
  failed: z.int().exactOptional(),
  mediaId: z.string().exactOptional(),
})
export type Container = z.infer<typeof Container>

const Media = z.object({
  id: z.string(),
  personId: z.string(),
  shortcode: z.string(),
  caption: z.string(),
  product: Product.default('FEED'),
  /** Pictures and films, in order. */
  pictures: z.array(z.union([Film.extend({ id: z.string() }), Picture.extend({ id: z.string() })])),
  collaborators: z.array(z.string()).default([]),
  tagged: z.array(z.string()).default([]),
  sharedToFeed: z.boolean().default(true),
  at: z.string(),
  /** Made through the API: only that counts towards the quota. */
  byApi: z.boolean(),
  likes: z.array(z.string()),
  reposts: z.array(z.string()),
})
export type Media = z.infer<typeof Media>

const Comment = AnyComment.extend({
  mediaId: z.string(),
  /** Of the comment that it answers. */
  parentId: z.string().exactOptional(),
  hidden: z.boolean().exactOptional(),
  /** Whether the account wrote privately to its author, which it may once. */
  privatelyAnswered: z.boolean().exactOptional(),
})
export type Comment = z.infer<typeof Comment>

const Saved = z.object({
  people: z.array(Person),
  codes: z.array(Code),
  tokens: z.array(Token),
  containers: z.array(Container),
  media: z.array(Media),
  comments: z.array(Comment),
  follows: z.array(Follow),
  messages: z.array(Message),
  calls: z.array(z.object({ personId: z.string(), count: z.int(), until: z.string() })),
  /** What the app asked to be told of each account. */
  subscriptions: z.array(z.object({ accountId: z.string(), fields: z.array(z.string()) })).default([]),
  crowd: z.array(CrowdDeed).default([]),
  callback: Callback.exactOptional(),
})
export type State = z.infer<typeof Saved>

/** What cannot be seen from outside and differs between installations of the stand-in. */
export interface Settings {
  /** How long a container stays IN_PROGRESS, by the world's clock. */
  readonly processingSeconds: number
  /** How long a published post is missing from the list of media, by the world's clock. */
  readonly listingLagSeconds: number
  /** The subcode a new container's processing fails with, if it is to fail. */
  readonly spoil: () => number | undefined
}

export type Server = ServerOf<State, Settings>

export function openState(restore: Json | undefined): State {
  if (restore !== undefined) return Saved.parse(restore)
  return {
    people: [],
    codes: [],
    tokens: [],
    containers: [],
    media: [],
    comments: [],
    follows: [],
    messages: [],
    calls: [],
    subscriptions: [],
    crowd: [],
  }
}

/** Seventeen digits, as the network's ids have; `head` tells what it is the id of. */
export function newId(head: string): string {
  return newDigits(head, 17)
}

/** @throws Error where nobody has this id. */
export function personWith({ state }: Server, id: string): Person {
  return withId(state.people, id, `Nobody on Instagram has the id ${id}.`)
}

/** What people did about a post, as far as it is counted. */
export function livedBy({ state }: Server, { id, at, likes, reposts, pictures, product }: Media): Lived {
  const [first] = pictures
  return {
    id,
    at,
    likes: likes.length,
    shares: reposts.length,
    comments: state.comments.filter(({ mediaId }) => mediaId === id).map((comment) => comment.at),
    ...(product === 'REELS' && first && 'seconds' in first ? { seconds: first.seconds } : {}),
  }
}
