import { randomInt } from 'node:crypto'

import { z } from 'zod'

import type { Json } from '#kit/json'

import type { StandInWorld } from '../stand-in.ts'

const Person = z.object({
  /** The professional account's id, also what people are known by here. */
  id: z.string(),
  /** The same person as this app knows them. */
  appScopedId: z.string(),
  handle: z.string(),
  displayName: z.string(),
  bio: z.string().exactOptional(),
  avatarUrl: z.string().exactOptional(),
  /** Business or creator account; nobody else can use the API. */
  business: z.boolean(),
})
export type Person = z.infer<typeof Person>

const Code = z.object({
  code: z.string(),
  personId: z.string(),
  redirectUri: z.string(),
  scopes: z.array(z.string()),
  expiresAt: z.string(),
})
export type Code = z.infer<typeof Code>

const Token = z.object({
  token: z.string(),
  personId: z.string(),
  kind: z.enum(['short', 'long']),
  scopes: z.array(z.string()),
  issuedAt: z.string(),
  expiresAt: z.string(),
  /** The person withdrew the grant. */
  withdrawn: z.boolean(),
})
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

const Comment = z.object({
  id: z.string(),
  mediaId: z.string(),
  personId: z.string(),
  text: z.string(),
  at: z.string(),
  likes: z.array(z.string()),
})
export type Comment = z.infer<typeof Comment>

const Saved = z.object({
  people: z.array(Person),
  codes: z.array(Code),
  tokens: z.array(Token),
  containers: z.array(Container),
  media: z.array(Media),
  comments: z.array(Comment),
  follows: z.array(z.object({ by: z.string(), of: z.string() })),
  messages: z.array(z.object({ id: z.string(), from: z.string(), to: z.string(), text: z.string(), at: z.string() })),
  calls: z.array(z.object({ personId: z.string(), count: z.int(), until: z.string() })),
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

export interface Server {
  readonly world: StandInWorld
  readonly state: State
  readonly settings: Settings
}

export function openState(restore: Json | undefined): State {
  if (restore !== undefined) return Saved.parse(restore)
  return { people: [], codes: [], tokens: [], containers: [], media: [], comments: [], follows: [], messages: [], calls: [] }
}

/** Seventeen digits, as the network's ids have; `head` tells what it is the id of. */
export function newId(head: string): string {
  return Array.from({ length: 17 - head.length }).reduce<string>((id) => `${id}${randomInt(10)}`, head)
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** As in the address of a post. */
export function newShortcode(): string {
  return Array.from({ length: 10 }).reduce<string>((code) => `${code}${letters[randomInt(64)] ?? ''}`, 'D')
}

export function newSecret(head: string, length: number): string {
  return Array.from({ length }).reduce<string>((secret) => `${secret}${letters[randomInt(62)] ?? ''}`, head)
}

export function nowAt({ world }: Server): string {
  return world.now().toString({ smallestUnit: 'millisecond' })
}

export function isOver({ world }: Server, at: string): boolean {
  return Temporal.Instant.compare(world.now(), Temporal.Instant.from(at)) >= 0
}

export function inSeconds({ world }: Server, seconds: number): string {
  return world
    .now()
    .add({ milliseconds: Math.round(seconds * 1000) })
    .toString({ smallestUnit: 'millisecond' })
}

/** @throws Error where nobody has this id. */
export function personWith({ state }: Server, id: string): Person {
  const person = state.people.find((each) => each.id === id)
  if (!person) throw new Error(`Nobody on Instagram has the id ${id}.`)
  return person
}
