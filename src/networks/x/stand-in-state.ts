import { randomBytes } from 'node:crypto'

import { z } from 'zod'

import { copyOf, type Json } from '#kit/json'

import { CrowdDeed } from '../stand-in-crowd.ts'

const Person = z.object({
  id: z.string(),
  handle: z.string(),
  displayName: z.string(),
  bio: z.string().exactOptional(),
  avatarUrl: z.string().exactOptional(),
  business: z.boolean(),
  /** Who pays may write longer posts. */
  subscription: z.enum(['None', 'Basic', 'Premium', 'PremiumPlus']),
  createdAt: z.string(),
})
export type Person = z.infer<typeof Person>

/** Where the text holds a short link, and what was written there. */
const ShortLink = z.object({ short: z.string(), start: z.int(), end: z.int(), written: z.string() })
export type ShortLink = z.infer<typeof ShortLink>

const Post = z.object({
  id: z.string(),
  authorId: z.string(),
  /** As its author wrote it, normalised. */
  text: z.string(),
  links: z.array(ShortLink),
  /** The short link that stands for the pictures, where there are any. */
  mediaLink: z.string().exactOptional(),
  mediaIds: z.array(z.string()),
  poll: z
    .object({ id: z.string(), options: z.array(z.object({ label: z.string(), votes: z.int() })), minutes: z.int(), endsAt: z.string() })
    .exactOptional(),
  replyTo: z.string().exactOptional(),
  quotes: z.string().exactOptional(),
  /** Ids of its earlier versions, newest first. */
  earlier: z.array(z.string()).exactOptional(),
  replySettings: z.string().exactOptional(),
  /** By whoever began the talk. */
  hidden: z.boolean().exactOptional(),
  madeWithAi: z.boolean(),
  paidPartnership: z.boolean(),
  createdAt: z.string(),
  /** The day (UTC) on which somebody last paid for reading it. */
  readOn: z.string().exactOptional(),
})
export type Post = z.infer<typeof Post>

const Media = z.object({
  id: z.string(),
  ownerId: z.string(),
  mimeType: z.string(),
  category: z.enum(['tweet_image', 'tweet_gif', 'tweet_video']),
  /** Of a film. */
  seconds: z.number().exactOptional(),
  totalBytes: z.int(),
  /** In base64, by their number. */
  segments: z.record(z.string(), z.string()),
  /** In base64, once it is whole. */
  data: z.string().exactOptional(),
  readyAt: z.string().exactOptional(),
  expiresAt: z.string(),
  alt: z.string(),
})
export type Media = z.infer<typeof Media>

const Grant = z.object({
  id: z.string(),
  profileId: z.string(),
  clientId: z.string(),
  scope: z.string(),
  /** One at a time; each use makes the next. Absent without offline.access. */
  refreshToken: z.string().exactOptional(),
})
export type Grant = z.infer<typeof Grant>

const Code = z.object({
  code: z.string(),
  profileId: z.string(),
  clientId: z.string(),
  redirectUri: z.string(),
  scope: z.string(),
  challenge: z.string(),
  method: z.enum(['S256', 'plain']),
  expiresAt: z.string(),
})
export type Code = z.infer<typeof Code>

const Saved = z.object({
  /** The confidential app has a secret, the public one none. */
  clientId: z.string(),
  clientSecret: z.string(),
  publicClientId: z.string(),
  people: z.array(Person),
  posts: z.array(Post),
  media: z.array(Media),
  grants: z.array(Grant),
  codes: z.array(Code),
  /** `until` in milliseconds since 1970. */
  accessTokens: z.array(z.object({ token: z.string(), grantId: z.string(), until: z.number() })),
  marks: z.array(z.object({ kind: z.enum(['like', 'repost', 'follow']), by: z.string(), about: z.string() })),
  messages: z.array(z.object({ id: z.string(), from: z.string(), to: z.string(), text: z.string(), at: z.string() })),
  spent: z.array(z.object({ key: z.string(), used: z.int(), until: z.number() })),
  /** What was charged so far, in thousandths of a US dollar. */
  bill: z.record(z.string(), z.object({ times: z.int(), mills: z.int() })),
  /** Thousandths of a US dollar left to spend; absent where there is no end of them. */
  creditMills: z.int().exactOptional(),
  /** How long pictures are processed. */
  processingSeconds: z.int(),
  lastId: z.string(),
  crowd: z.array(CrowdDeed).default([]),
})
export type State = z.infer<typeof Saved>

export function openState(restore: Json | undefined, processingSeconds: number): State {
  if (restore !== undefined) return Saved.parse(restore)
  return {
    clientId: randomBytes(24).toString('base64url'),
    clientSecret: randomBytes(36).toString('base64url'),
    publicClientId: randomBytes(24).toString('base64url'),
    people: [],
    posts: [],
    media: [],
    grants: [],
    codes: [],
    accessTokens: [],
    marks: [],
    messages: [],
    spent: [],
    bill: {},
    processingSeconds,
    lastId: '0',
    crowd: [],
  }
}

export function savedState(state: State): Json {
  return copyOf(state)
}
