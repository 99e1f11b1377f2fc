import { z } from 'zod'

import type { Json } from '#kit/json'

import { CrowdDeed } from '../stand-in-crowd.ts'
import type { Lived } from '../stand-in-figures.ts'
import { newDigits, withId } from '../stand-in-ids.ts'
import { Follow, Message, Someone } from '../stand-in-people.ts'
import type { ServerOf } from '../stand-in-server.ts'
import { Callback } from '../stand-in-webhooks.ts'

const Person = Someone.extend({
  /** A Page can be published on through the API; everybody else is a person. */
  isPage: z.boolean(),
})
export type Person = z.infer<typeof Person>

const Grant = z.object({
  userId: z.string(),
  /** The Pages that the person chose. */
  pageIds: z.array(z.string()),
  scopes: z.array(z.string()),
  declined: z.array(z.string()),
})
/** What a person allowed the app. */
export type Grant = z.infer<typeof Grant>

const Code = Grant.extend({ code: z.string(), redirectUri: z.string(), expiresAt: z.string() })
export type Code = z.infer<typeof Code>

const Token = Grant.extend({
  token: z.string(),
  kind: z.enum(['short', 'long', 'page']),
  /** Of a Page's token. */
  pageId: z.string().exactOptional(),
  /** Absent where it never runs out. */
  expiresAt: z.string().exactOptional(),
  withdrawn: z.boolean(),
})
export type Token = z.infer<typeof Token>

const Photo = z.object({
  id: z.string(),
  pageId: z.string(),
  /** In base64. */
  data: z.string(),
  mimeType: z.string(),
  width: z.int(),
  height: z.int(),
  alt: z.string(),
  madeAt: z.string(),
  /** Of the post or story it stands in; unpublished without. */
  postId: z.string().exactOptional(),
})
export type Photo = z.infer<typeof Photo>

const Video = z.object({
  id: z.string(),
  pageId: z.string(),
  kind: z.enum(['post', 'reel', 'story']),
  /** Of an upload in pieces, and how many bytes were announced; a reel says it with its bytes. */
  sessionId: z.string().exactOptional(),
  size: z.int().exactOptional(),
  /** What has come so far, in base64. */
  data: z.string(),
  received: z.int(),
  text: z.string(),
  madeAt: z.string(),
  /** When it has been processed; not asked to be published yet without. */
  readyAt: z.string().exactOptional(),
  /** Why it cannot be published. */
  failed: z.object({ code: z.int(), message: z.string() }).exactOptional(),
  seconds: z.number(),
  width: z.number(),
  height: z.number(),
  postId: z.string().exactOptional(),
  /** Cover, in base64. */
  cover: z.string().exactOptional(),
  captions: z.array(z.string()),
})
export type Video = z.infer<typeof Video>

const Post = z.object({
  /** `<page>_<number>`, as the network writes it. */
  id: z.string(),
  authorId: z.string(),
  kind: z.enum(['post', 'reel', 'story']),
  text: z.string(),
  link: z.string().exactOptional(),
  photoIds: z.array(z.string()),
  videoId: z.string().exactOptional(),
  at: z.string(),
  /** Made through the API, by the one app there is: only that can be changed through it. */
  byApp: z.boolean(),
  likes: z.array(z.string()),
  reposts: z.array(z.string()),
})
export type Post = z.infer<typeof Post>

const Comment = z.object({
  id: z.string(),
  postId: z.string(),
  /** Of what it answers, where that is no post. */
  parentId: z.string().exactOptional(),
  authorId: z.string(),
  text: z.string(),
  at: z.string(),
  likes: z.array(z.string()),
  hidden: z.boolean().exactOptional(),
  /** Whether the Page wrote privately to its author, which it may once. */
  privatelyAnswered: z.boolean().exactOptional(),
})
export type Comment = z.infer<typeof Comment>

const Review = z.object({
  /** Of its story, under which it is answered. */
  id: z.string(),
  pageId: z.string(),
  authorId: z.string(),
  recommends: z.boolean(),
  text: z.string(),
  at: z.string(),
})
export type Review = z.infer<typeof Review>

const Saved = z.object({
  /** Whoever manages the Pages, where nobody else signs in. */
  managerId: z.string(),
  people: z.array(Person),
  codes: z.array(Code),
  tokens: z.array(Token),
  photos: z.array(Photo),
  videos: z.array(Video),
  posts: z.array(Post),
  comments: z.array(Comment),
  follows: z.array(Follow),
  messages: z.array(Message),
  calls: z.array(z.object({ pageId: z.string(), count: z.int(), until: z.string() })),
  /** What the app asked to be told of each Page. */
  subscriptions: z.array(z.object({ pageId: z.string(), fields: z.array(z.string()) })).default([]),
  reviews: z.array(Review).default([]),
  crowd: z.array(CrowdDeed).default([]),
  callback: Callback.exactOptional(),
})
export type State = z.infer<typeof Saved>

/** What cannot be seen from outside and differs between installations of the stand-in. */
export interface Settings {
  /** How long a video is processed, by the world's clock. */
  readonly processingSeconds: number
  /** How long a post is missing from the lists, by the world's clock. */
  readonly listingLagSeconds: number
  /** How many bytes of a video in pieces are asked for at once. */
  readonly pieceBytes: number
  /** What whoever signs in may do on the Page with this handle. */
  readonly tasksOn: (handle: string) => readonly string[]
}

export type Server = ServerOf<State, Settings>

export function openState(restore: Json | undefined): State {
  if (restore !== undefined) return Saved.parse(restore)
  return {
    managerId: newId('10'),
    people: [],
    codes: [],
    tokens: [],
    photos: [],
    videos: [],
    posts: [],
    comments: [],
    follows: [],
    messages: [],
    calls: [],
    subscriptions: [],
    reviews: [],
    crowd: [],
  }
}

/** Fifteen digits, as the network's ids have; `head` tells what it is the id of. */
export function newId(head: string): string {
  return newDigits(head, 15)
}

/** @throws Error where nobody has this id. */
export function personWith({ state }: Pick<Server, 'state'>, id: string): Person {
  return withId(state.people, id, `Nobody on Facebook has the id ${id}.`)
}

/** What people did about a post, as far as it is counted. */
export function livedBy({ state }: Pick<Server, 'state'>, { id, at, likes, reposts, videoId }: Post): Lived {
  const seconds = state.videos.find((video) => video.id === videoId)?.seconds
  return {
    id,
    at,
    likes: likes.length,
    shares: reposts.length,
    comments: state.comments.filter(({ postId }) => postId === id).map((comment) => comment.at),
    ...(seconds === undefined ? {} : { seconds }),
  }
}

/** On whose Page something stands, by the id of a post or a review; undefined where it is neither. */
export function hostOf({ state }: Pick<Server, 'state'>, id: string): string | undefined {
  return state.posts.find((post) => post.id === id)?.authorId ?? state.reviews.find((review) => review.id === id)?.pageId
}
