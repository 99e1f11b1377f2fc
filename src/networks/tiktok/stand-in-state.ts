import { z } from 'zod'

import type { Json } from '#kit/json'

import { CrowdDeed } from '../stand-in-crowd.ts'
import { Code, RenewedGrant } from '../stand-in-grants.ts'
import { newDigits, withId } from '../stand-in-ids.ts'
import { Comment as AnyComment, Follow, Message, Someone } from '../stand-in-people.ts'
import type { ServerOf } from '../stand-in-server.ts'

/** `id` is what one app knows a person by. */
const Person = Someone.extend({ business: z.boolean() })
export type Person = z.infer<typeof Person>

export type Grant = z.infer<typeof RenewedGrant>

const Picture = z.object({ data: z.string(), mimeType: z.string(), width: z.int(), height: z.int() })
/** `data` in base64. */
export type Picture = z.infer<typeof Picture>

const Film = z.object({
  /** In base64; empty for one that is too large to be kept. */
  data: z.string(),
  mimeType: z.string(),
  seconds: z.number(),
  width: z.int(),
  height: z.int(),
})
export type Film = z.infer<typeof Film>

const Info = z.object({
  title: z.string(),
  description: z.string(),
  privacy: z.string(),
  comments: z.boolean(),
  duets: z.boolean(),
  stitches: z.boolean(),
  branded: z.boolean(),
  ownBrand: z.boolean(),
  aiGenerated: z.boolean(),
  autoMusic: z.boolean(),
})
export type Info = z.infer<typeof Info>

const Upload = z.object({
  token: z.string(),
  size: z.int(),
  chunkSize: z.int(),
  chunks: z.int(),
  mimeType: z.string(),
  /** In base64, in order. */
  received: z.array(z.string()),
  bytes: z.int(),
  until: z.string(),
})
export type Upload = z.infer<typeof Upload>

const Publish = z.object({
  id: z.string(),
  personId: z.string(),
  kind: z.enum(['video', 'photo']),
  mode: z.enum(['post', 'draft']),
  info: Info,
  upload: Upload.exactOptional(),
  film: Film.exactOptional(),
  pictures: z.array(Picture.extend({ id: z.string() })),
  cover: z.int(),
  madeAt: z.string(),
  /** Set once everything has arrived. */
  readyAt: z.string().exactOptional(),
  /** A `fail_reason` of the documentation. */
  failed: z.string().exactOptional(),
  postId: z.string().exactOptional(),
})
/** What one `init` began. */
export type Publish = z.infer<typeof Publish>

const Post = z.object({
  id: z.string(),
  personId: z.string(),
  kind: z.enum(['video', 'photo']),
  info: Info,
  film: Film.exactOptional(),
  pictures: z.array(Picture.extend({ id: z.string() })),
  cover: z.int(),
  at: z.string(),
  /** When moderation is over; until then nobody is told its id. */
  publicAt: z.string(),
  byApi: z.boolean(),
  likes: z.array(z.string()),
  reposts: z.array(z.string()),
})
export type Post = z.infer<typeof Post>

const Comment = AnyComment.extend({ postId: z.string() })
export type Comment = z.infer<typeof Comment>

const Saved = z.object({
  people: z.array(Person),
  codes: z.array(Code),
  grants: z.array(RenewedGrant),
  publishes: z.array(Publish),
  posts: z.array(Post),
  comments: z.array(Comment),
  follows: z.array(Follow),
  messages: z.array(Message),
  crowd: z.array(CrowdDeed).default([]),
  calls: z.array(z.object({ personId: z.string(), what: z.string(), count: z.int(), until: z.string() })),
})
export type State = z.infer<typeof Saved>

/** What a creator has chosen in the app. */
export interface Creator {
  /** Only followers see a private account's posts. */
  readonly isPrivate: boolean
  readonly commentsOff: boolean
  readonly duetsOff: boolean
  readonly stitchesOff: boolean
  readonly maxSeconds: number
}

/** What cannot be seen from outside and differs between installations of the stand-in. */
export interface Settings {
  /** How long a video or photos are processed, by the world's clock. */
  readonly processingSeconds: number
  /** How long a public post is looked at before its id is told. */
  readonly moderationSeconds: number
  /** Has the app passed the audit? */
  readonly audited: boolean
  /** Does the app own the address that photos are pulled from? */
  readonly owns: (address: string) => boolean
  readonly creator: (handle: string) => Partial<Creator>
  /** The `fail_reason` the next processing ends with, if it is to fail. */
  readonly spoil: () => string | undefined
  /** Does the list of videos show photo posts? The documentation does not say. */
  readonly listsPhotos: boolean
}

export type Server = ServerOf<State, Settings>

export function openState(restore: Json | undefined): State {
  if (restore !== undefined) return Saved.parse(restore)
  return { people: [], codes: [], grants: [], publishes: [], posts: [], comments: [], follows: [], messages: [], crowd: [], calls: [] }
}

export function creatorOf({ settings }: Server, { handle }: Person): Creator {
  return { isPrivate: false, commentsOff: false, duetsOff: false, stitchesOff: false, maxSeconds: 600, ...settings.creator(handle) }
}

/** Nineteen digits, as the network's ids have. */
export function newId(): string {
  return newDigits('7', 19)
}

/** @throws Error where nobody has this id. */
export function personWith({ state }: Server, id: string): Person {
  return withId(state.people, id, `Nobody on TikTok has the id ${id}.`)
}

/** @throws Error where there is no such post. */
export function postWith({ state }: Server, id: string): Post {
  return withId(state.posts, id, `There is no post ${id} on TikTok.`)
}

/** Where people see it. */
export function postUrl(server: Server, { id, personId, kind }: Pick<Post, 'id' | 'personId' | 'kind'>): string {
  return `${server.world.webOrigin}/@${personWith(server, personId).handle}/${kind}/${id}`
}
