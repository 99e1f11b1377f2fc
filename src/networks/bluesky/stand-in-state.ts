import { randomBytes } from 'node:crypto'

import { z } from 'zod'

import type { Json } from '#kit/json'

import { CrowdDeed } from '../stand-in-crowd.ts'
import { chatShape, type ChatEvent, type Convo, type Message } from './stand-in-chat-state.ts'

const Person = z.object({
  did: z.string(),
  handle: z.string(),
  email: z.string(),
  displayName: z.string(),
  bio: z.string().exactOptional(),
  avatarUrl: z.string().exactOptional(),
  /** Names and passwords; a name is used once. `privileged`: made with the right to private messages. */
  appPasswords: z.array(z.object({ name: z.string(), password: z.string(), privileged: z.boolean().exactOptional() })),
  /** The last change of the repository. */
  commit: z.object({ cid: z.string(), rev: z.string() }),
  /** When notifications were last looked at. */
  seenAt: z.string().exactOptional(),
  createdAt: z.string(),
})
export type Person = z.infer<typeof Person>

const Stored = z.object({
  uri: z.string(),
  cid: z.string(),
  did: z.string(),
  collection: z.string(),
  rkey: z.string(),
  value: z.record(z.string(), z.json()),
  /** When the server saw it first; what its author wrote as `createdAt` is only a claim. */
  indexedAt: z.string(),
})
export type Stored = z.infer<typeof Stored>

const Blob = z.object({
  did: z.string(),
  cid: z.string(),
  mimeType: z.string(),
  size: z.number(),
  /** In base64. */
  data: z.string(),
  uploadedAt: z.string(),
})
export type Blob = z.infer<typeof Blob>

/** `nextId` once it was used: using it again soon gives the same successor. */
const RefreshToken = z.object({
  id: z.string(),
  did: z.string(),
  appPassword: z.string(),
  expiresAt: z.string(),
  nextId: z.string().exactOptional(),
})
export type RefreshToken = z.infer<typeof RefreshToken>

/** What a program deposited before it sent a person to sign in. `until` in seconds since 1970. */
const SignInRequest = z.object({
  id: z.string(),
  clientId: z.string(),
  clientName: z.string(),
  redirectUri: z.string(),
  scope: z.string(),
  state: z.string(),
  challenge: z.string(),
  /** Thumbprint of the key that all tokens will be bound to. */
  jkt: z.string(),
  hint: z.string().exactOptional(),
  until: z.number(),
})
export type SignInRequest = z.infer<typeof SignInRequest>

const Code = SignInRequest.extend({ did: z.string() })
export type Code = z.infer<typeof Code>

/** A program may act for a person. `code` made it; `usedRefresh` are earlier refresh tokens. */
const Grant = z.object({
  id: z.string(),
  code: z.string(),
  did: z.string(),
  clientId: z.string(),
  scope: z.string(),
  jkt: z.string(),
  refresh: z.string(),
  usedRefresh: z.array(z.string()),
  until: z.number(),
})
export type Grant = z.infer<typeof Grant>

/** A film that is being prepared: `data`, in base64, until it is; `asked` how often somebody looked. */
const VideoJob = z.object({
  id: z.string(),
  did: z.string(),
  cid: z.string(),
  size: z.number(),
  asked: z.number(),
  at: z.string(),
  data: z.string().exactOptional(),
  failure: z.string().exactOptional(),
})
export type VideoJob = z.infer<typeof VideoJob>

const Saved = z.object({
  key: z.string(),
  people: z.array(Person),
  records: z.array(Stored),
  blobs: z.array(Blob),
  refreshTokens: z.array(RefreshToken),
  ...chatShape,
  spent: z.array(z.object({ key: z.string(), points: z.number(), until: z.number() })),
  lastRev: z.string(),
  requests: z.array(SignInRequest),
  codes: z.array(Code),
  grants: z.array(Grant),
  videoJobs: z.array(VideoJob).default([]),
  crowd: z.array(CrowdDeed).default([]),
})

export interface State {
  /** Signs tokens; in base64url. */
  readonly key: string
  /** By DID. */
  readonly people: Map<string, Person>
  /** By address. */
  readonly records: Map<string, Stored>
  /** By `<did>/<cid>`. */
  readonly blobs: Map<string, Blob>
  readonly refreshTokens: Map<string, RefreshToken>
  /** Oldest first. */
  readonly messages: Message[]
  readonly convos: Convo[]
  /** Of all members, oldest first. */
  readonly chatLog: ChatEvent[]
  /** Points used of each rate limit, until its window ends (in milliseconds since 1970). */
  readonly spent: Map<string, { points: number; until: number }>
  readonly requests: Map<string, SignInRequest>
  readonly codes: Map<string, Code>
  readonly grants: Map<string, Grant>
  readonly videoJobs: Map<string, VideoJob>
  readonly crowd: z.infer<typeof CrowdDeed>[]
  /** Proofs that were used, and when: not saved, they are good for minutes only. */
  readonly proofs: Map<string, number>
  /** The latest time-ordered key given out. */
  lastRev: string
  /** Likes, reposts, answers and quotes by what they are about: found again when needed, not saved. */
  readonly about: Map<string, Set<string>>
}

export function openState(restore: Json | undefined): State {
  const saved = restore === undefined ? undefined : Saved.parse(restore)
  const state: State = {
    key: saved?.key ?? randomBytes(32).toString('base64url'),
    people: byKey(saved?.people, ({ did }) => did),
    records: new Map(),
    blobs: byKey(saved?.blobs, blobKey),
    refreshTokens: byKey(saved?.refreshTokens, ({ id }) => id),
    messages: saved?.messages ?? [],
    convos: saved?.convos ?? [],
    chatLog: saved?.chatLog ?? [],
    spent: new Map(saved?.spent.map(({ key, points, until }) => [key, { points, until }])),
    lastRev: saved?.lastRev ?? '',
    requests: byKey(saved?.requests, ({ id }) => id),
    codes: byKey(saved?.codes, ({ id }) => id),
    grants: byKey(saved?.grants, ({ id }) => id),
    videoJobs: byKey(saved?.videoJobs, ({ id }) => id),
    crowd: saved?.crowd ?? [],
    proofs: new Map(),
    about: new Map(),
  }
  for (const record of saved?.records ?? []) keepRecord(state, record)
  return state
}

function byKey<Value>(values: readonly Value[] | undefined, keyOf: (value: Value) => string): Map<string, Value> {
  return new Map(values?.map((value) => [keyOf(value), value]))
}

export function savedState(state: State): Json {
  return {
    key: state.key,
    people: [...state.people.values()],
    records: [...state.records.values()],
    blobs: [...state.blobs.values()],
    refreshTokens: [...state.refreshTokens.values()],
    messages: [...state.messages],
    convos: [...state.convos],
    chatLog: [...state.chatLog],
    spent: [...state.spent].map(([key, spent]) => ({ key, ...spent })),
    lastRev: state.lastRev,
    requests: [...state.requests.values()],
    codes: [...state.codes.values()],
    grants: [...state.grants.values()],
    videoJobs: [...state.videoJobs.values()],
    crowd: [...state.crowd],
  }
}

export function blobKey({ did, cid }: { readonly did: string; readonly cid: string }): string {
  return `${did}/${cid}`
}

export function keepRecord(state: State, record: Stored): void {
  forgetRecord(state, record.uri)
  state.records.set(record.uri, record)
  for (const subject of subjectsOf(record)) {
    const known = state.about.get(subject) ?? new Set()
    state.about.set(subject, known.add(record.uri))
  }
}

export function forgetRecord(state: State, uri: string): void {
  const record = state.records.get(uri)
  if (!record) return
  state.records.delete(uri)
  for (const subject of subjectsOf(record)) state.about.get(subject)?.delete(uri)
}

const Quote = z.object({ record: z.union([z.object({ uri: z.string() }), z.object({ record: z.object({ uri: z.string() }) })]) })

const About = z.object({
  subject: z
    .union([z.string(), z.object({ uri: z.string() }).transform(({ uri }) => uri)])
    .optional()
    .catch(undefined),
  reply: z
    .object({ parent: z.object({ uri: z.string() }) })
    .optional()
    .catch(undefined),
  embed: Quote.optional().catch(undefined),
})

/** The post a like, repost, quote or answer is about, the profile that is followed, the files that are shown. */
function subjectsOf({ did, value }: Stored): readonly string[] {
  const { subject, reply, embed } = About.parse(value)
  const files = blobsIn(value).map(({ cid }) => blobKey({ did, cid }))
  return [subject, reply?.parent.uri, quotedIn(embed), ...files].filter((each) => each !== undefined)
}

function quotedIn(embed: z.infer<typeof Quote> | undefined): string | undefined {
  if (!embed) return undefined
  return 'uri' in embed.record ? embed.record.uri : embed.record.record.uri
}

const FileInRecord = z.object({ $type: z.literal('blob'), ref: z.object({ $link: z.string() }), mimeType: z.string(), size: z.number() })

/** Every file a record points to. */
export function blobsIn(value: Json): readonly { readonly cid: string; readonly mimeType: string; readonly size: number }[] {
  if (typeof value !== 'object' || value === null) return []
  const { data } = FileInRecord.safeParse(value)
  if (data) return [{ cid: data.ref.$link, mimeType: data.mimeType, size: data.size }]
  return Object.values(value).flatMap((each: Json) => blobsIn(each))
}

/** Does anything point to it? */
export function isUsed(state: State, key: string): boolean {
  return (state.about.get(key)?.size ?? 0) > 0
}

/** Records of one kind that are about something, in the order they came. */
export function recordsAbout(state: State, subject: string, collection: string): readonly Stored[] {
  return [...(state.about.get(subject) ?? [])].flatMap((uri) => {
    const record = state.records.get(uri)
    return record?.collection === collection ? [record] : []
  })
}

/** The person with this DID or handle. */
export function personBy(state: State, name: string): Person | undefined {
  const known = state.people.get(name)
  if (known) return known
  const handle = name.toLowerCase()
  return [...state.people.values()].find((person) => person.handle === handle)
}
