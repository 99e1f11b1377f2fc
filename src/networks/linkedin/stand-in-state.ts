import { randomInt } from 'node:crypto'

import { z } from 'zod'

import type { Json } from '#kit/json'

import { CrowdDeed } from '../stand-in-crowd.ts'
import { withId } from '../stand-in-ids.ts'
import { Follow, Message, Someone } from '../stand-in-people.ts'
import type { ServerOf } from '../stand-in-server.ts'

/** `id` is `urn:li:person:…` or `urn:li:organization:…`, `handle` the name in the address of the profile. */
const Person = Someone.extend({
  kind: z.enum(['member', 'organization']),
  /** Who signs in for an organization; nobody sees them otherwise. */
  administers: z.string().exactOptional(),
})
export type Person = z.infer<typeof Person>

const Code = z.object({
  code: z.string(),
  memberId: z.string(),
  /** As whom the person was asked for: an organization, or the member. */
  profileId: z.string(),
  clientId: z.string(),
  redirectUri: z.string(),
  scopes: z.array(z.string()),
  expiresAt: z.string(),
})
export type Code = z.infer<typeof Code>

const Token = z.object({
  token: z.string(),
  kind: z.enum(['access', 'refresh']),
  memberId: z.string(),
  profileId: z.string(),
  clientId: z.string(),
  scopes: z.array(z.string()),
  issuedAt: z.string(),
  expiresAt: z.string(),
  /** The person withdrew the grant. */
  withdrawn: z.boolean(),
})
export type Token = z.infer<typeof Token>

/** `data` in base64. */
const Upload = z.object({
  urn: z.string(),
  kind: z.enum(['image', 'document', 'video']),
  owner: z.string(),
  /** What the addresses for uploading end with; one for each part of a video. */
  parts: z.array(z.object({ key: z.string(), first: z.int(), last: z.int(), data: z.string().exactOptional(), etag: z.string() })),
  captions: z.object({ key: z.string(), data: z.string().exactOptional() }).exactOptional(),
  thumbnail: z.object({ key: z.string(), data: z.string().exactOptional() }).exactOptional(),
  uploadToken: z.string(),
  expiresAt: z.string(),
  /** When everything has been processed; absent until it is all there. */
  readyAt: z.string().exactOptional(),
  failed: z.string().exactOptional(),
  mimeType: z.string().exactOptional(),
  /** Pictures and films. */
  width: z.number().exactOptional(),
  height: z.number().exactOptional(),
  seconds: z.number().exactOptional(),
  pages: z.int().exactOptional(),
})
export type Upload = z.infer<typeof Upload>

const Post = z.object({
  urn: z.string(),
  author: z.string(),
  /** In the `little` format, as it was sent. */
  commentary: z.string(),
  visibility: z.string(),
  content: z.json().exactOptional(),
  feedDistribution: z.string(),
  isReshareDisabled: z.boolean(),
  at: z.string(),
  editedAt: z.string(),
  deleted: z.boolean(),
  likes: z.array(z.string()),
  reposts: z.array(z.string()),
  votes: z.record(z.string(), z.int()),
})
export type Post = z.infer<typeof Post>

const Comment = z.object({
  id: z.string(),
  post: z.string(),
  actor: z.string(),
  text: z.string(),
  /** Of the comment that it stands under. */
  parent: z.string().exactOptional(),
  at: z.string(),
  editedAt: z.string().exactOptional(),
  likes: z.array(z.string()),
})
export type Comment = z.infer<typeof Comment>

/** Something that happened to an organization. */
const Notice = z.object({
  id: z.int(),
  organization: z.string(),
  action: z.enum(['COMMENT', 'ADMIN_COMMENT', 'COMMENT_EDIT', 'COMMENT_DELETE', 'SHARE_MENTION']),
  sourcePost: z.string(),
  activity: z.string(),
  by: z.string(),
  text: z.string(),
  at: z.string(),
})
export type Notice = z.infer<typeof Notice>

const Saved = z.object({
  people: z.array(Person),
  codes: z.array(Code),
  tokens: z.array(Token),
  uploads: z.array(Upload),
  posts: z.array(Post),
  comments: z.array(Comment),
  follows: z.array(Follow),
  messages: z.array(Message),
  notices: z.array(Notice).default([]),
  crowd: z.array(CrowdDeed).default([]),
  calls: z.array(z.object({ key: z.string(), day: z.string(), count: z.int() })),
})
export type State = z.infer<typeof Saved>

/** What cannot be seen from outside and differs between apps and installations of the stand-in. */
export interface Settings {
  /** How long an upload is being processed, by the world's clock. */
  readonly processingSeconds: number
  /** How long a new post is missing from its author's list, by the world's clock. */
  readonly listingLagSeconds: number
  /** The app was approved for refresh tokens. */
  readonly refreshTokens: boolean
  /** `development`: 500 calls a day for the app and 100 for each member. */
  readonly tier: 'development' | 'standard'
  /** What a member may do for organizations besides the one they were made for. */
  readonly roles: (member: Person) => readonly { readonly handle: string; readonly role: string }[]
  /** The processing of this upload fails, with this reason. */
  readonly spoil: (kind: Upload['kind']) => string | undefined
}

export type Server = ServerOf<State, Settings>

export function openState(restore: Json | undefined): State {
  if (restore !== undefined) return Saved.parse(restore)
  return {
    people: [],
    codes: [],
    tokens: [],
    uploads: [],
    posts: [],
    comments: [],
    follows: [],
    messages: [],
    notices: [],
    crowd: [],
    calls: [],
  }
}

/** Grows with time, as the network's ids do: its first 41 bits are milliseconds since 1970. */
export function newNumber({ world }: Server): string {
  return String((BigInt(world.now().epochMilliseconds) << 22n) + BigInt(randomInt(2 ** 22)))
}

/** Milliseconds since 1970, as the network writes time. */
export function epochOf(at: string): number {
  return Temporal.Instant.from(at).epochMilliseconds
}

/** @throws Error where nobody has this id. */
export function personWith({ state }: Server, id: string): Person {
  return withId(state.people, id, `Nobody on LinkedIn has the id ${id}.`)
}
