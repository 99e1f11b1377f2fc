import { z } from 'zod'

import type { Json } from '#kit/json'

import { CrowdDeed } from '../stand-in-crowd.ts'

const profileSchema = z.object({
  id: z.string(),
  username: z.string(),
  displayName: z.string(),
  bio: z.string(),
  avatarUrl: z.string().optional(),
  madeAt: z.number(),
})
const appSchema = z.object({
  id: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  name: z.string(),
  website: z.string().nullable(),
  redirectUris: z.array(z.string()),
  scopes: z.array(z.string()),
})
const codeSchema = z.object({
  code: z.string(),
  clientId: z.string(),
  profileId: z.string(),
  redirectUri: z.string(),
  scopes: z.array(z.string()),
  challenge: z.string().optional(),
  goodUntil: z.number(),
})
const tokenSchema = z.object({
  token: z.string(),
  clientId: z.string(),
  /** Absent for an app's own token, which speaks for nobody. */
  profileId: z.string().optional(),
  scopes: z.array(z.string()),
  revoked: z.boolean(),
  madeAt: z.number(),
})
const mediaSchema = z.object({
  id: z.string(),
  profileId: z.string(),
  /** Base64. */
  bytes: z.string(),
  mimeType: z.string(),
  width: z.number(),
  height: z.number(),
  /** Of a film. */
  seconds: z.number().optional(),
  /** A GIF of several frames, which the server shows as a film without sound. */
  moves: z.boolean().optional(),
  description: z.string().nullable(),
  focus: z.object({ x: z.number(), y: z.number() }),
  /** Attached to this post; such a file cannot be used again. */
  statusId: z.string().optional(),
  /** Being processed until then, in milliseconds since 1970. */
  readyAt: z.number(),
})
const pollSchema = z.object({
  id: z.string(),
  options: z.array(z.object({ title: z.string(), votes: z.number() })),
  multiple: z.boolean(),
  expiresAt: z.number(),
})
const statusSchema = z.object({
  id: z.string(),
  profileId: z.string(),
  text: z.string(),
  spoilerText: z.string(),
  sensitive: z.boolean(),
  visibility: z.enum(['public', 'unlisted', 'private', 'direct']),
  language: z.string(),
  inReplyToId: z.string().nullable(),
  mediaIds: z.array(z.string()),
  poll: pollSchema.nullable(),
  /** The post it quotes. */
  quotes: z.string().optional(),
  quotePolicy: z.enum(['public', 'followers', 'nobody']).default('public'),
  clientId: z.string().nullable(),
  madeAt: z.number(),
  editedAt: z.number().optional(),
  /** Profile ids. */
  likedBy: z.array(z.string()),
  repostedBy: z.array(z.string()),
})
const noticeSchema = z.object({
  id: z.string(),
  type: z.enum(['mention', 'reblog', 'favourite']),
  /** Whom it is for. */
  profileId: z.string(),
  by: z.string(),
  statusId: z.string(),
  at: z.number(),
})
const keptKeySchema = z.object({ statusId: z.string(), goodUntil: z.number() })

const stateSchema = z.object({
  profiles: z.array(profileSchema),
  apps: z.array(appSchema),
  tokens: z.array(tokenSchema),
  media: z.array(mediaSchema),
  statuses: z.array(statusSchema),
  keys: z.array(z.tuple([z.string(), keptKeySchema])),
  follows: z.array(z.object({ by: z.string(), profile: z.string() })),
  notices: z.array(noticeSchema).default([]),
  crowd: z.array(CrowdDeed).default([]),
})

export type Profile = z.infer<typeof profileSchema>
export type App = z.infer<typeof appSchema>
export type Token = z.infer<typeof tokenSchema>
export type Media = z.infer<typeof mediaSchema>
export type Poll = z.infer<typeof pollSchema>
export type Status = z.infer<typeof statusSchema>
export type Notice = z.infer<typeof noticeSchema>
export type Visibility = Status['visibility']

/** All the server knows. Everything is found by its id. */
export interface Book {
  readonly profiles: Map<string, Profile>
  /** By client id. */
  readonly apps: Map<string, App>
  readonly codes: Map<string, z.infer<typeof codeSchema>>
  readonly tokens: Map<string, Token>
  readonly media: Map<string, Media>
  readonly statuses: Map<string, Status>
  /** Ids of a profile's posts, oldest first. */
  readonly written: Map<string, string[]>
  /** What Idempotency-Key made, by profile and key. */
  readonly keys: Map<string, z.infer<typeof keptKeySchema>>
  readonly follows: { by: string; profile: string }[]
  readonly notices: Map<string, Notice>
  readonly crowd: z.infer<typeof CrowdDeed>[]
  /** Requests by what is limited, whose, and the window of time. */
  readonly spent: Map<string, number>
}

export function openBook(restore: Json | undefined): Book {
  const state = restore === undefined ? undefined : stateSchema.parse(restore)
  const book: Book = {
    profiles: byId(state?.profiles),
    apps: new Map(state?.apps.map((app) => [app.clientId, app])),
    codes: new Map(),
    tokens: new Map(state?.tokens.map((token) => [token.token, token])),
    media: byId(state?.media),
    statuses: new Map(),
    written: new Map(),
    keys: new Map(state?.keys),
    follows: [...(state?.follows ?? [])],
    notices: byId(state?.notices),
    crowd: [...(state?.crowd ?? [])],
    spent: new Map(),
  }
  for (const status of state?.statuses ?? []) addStatus(book, status)
  return book
}

function byId<Kept extends { id: string }>(kept: readonly Kept[] = []): Map<string, Kept> {
  return new Map(kept.map((one) => [one.id, one]))
}

/** Codes live for minutes and counts for the window; neither is worth keeping. */
export function bookAsJson({ profiles, apps, tokens, media, statuses, keys, follows, notices, crowd }: Book): Json {
  return z.json().parse(
    JSON.parse(
      JSON.stringify({
        profiles: [...profiles.values()],
        apps: [...apps.values()],
        tokens: [...tokens.values()],
        media: [...media.values()],
        statuses: [...statuses.values()],
        keys: [...keys],
        follows,
        notices: [...notices.values()],
        crowd,
      }),
    ),
  )
}

export function addStatus(book: Book, status: Status): void {
  book.statuses.set(status.id, status)
  const written = book.written.get(status.profileId) ?? []
  const after = written.findLastIndex((id) => BigInt(id) < BigInt(status.id))
  written.splice(after + 1, 0, status.id)
  book.written.set(status.profileId, written)
}

export function removeStatus(book: Book, { id, profileId }: Status): void {
  book.statuses.delete(id)
  const written = book.written.get(profileId) ?? []
  written.splice(written.indexOf(id), 1)
  for (const [key, kept] of book.keys) if (kept.statusId === id) book.keys.delete(key)
}

/** A profile's posts, newest first. */
export function writtenBy(book: Book, profileId: string): readonly Status[] {
  return (book.written.get(profileId) ?? []).toReversed().flatMap((id) => book.statuses.get(id) ?? [])
}

/** An id as the network makes them: 48 bits of milliseconds, then 16 that tell those of one moment apart. Their order is their age. */
export function newId(taken: ReadonlyMap<string, unknown>, now: number): string {
  let id = BigInt(now) << 16n
  while (taken.has(id.toString())) id += 1n
  return id.toString()
}

export function newSecret(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')
}
