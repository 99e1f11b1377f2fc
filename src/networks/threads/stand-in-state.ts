import { randomInt } from 'node:crypto'

import { z } from 'zod'

import type { Json } from '#kit/json'

import type { StandInWorld } from '../stand-in.ts'

const Person = z.object({
  /** As this app knows them, and what they are known by here. */
  id: z.string(),
  handle: z.string(),
  displayName: z.string(),
  bio: z.string().exactOptional(),
  avatarUrl: z.string().exactOptional(),
})
export type Person = z.infer<typeof Person>

const Code = z.object({
  code: z.string(),
  personId: z.string(),
  redirectUri: z.string(),
  scopes: z.array(z.string()),
  expiresAt: z.string(),
})

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

const File = z.object({
  kind: z.enum(['image', 'video']),
  /** In base64; absent where a film is too large to keep. */
  data: z.string().exactOptional(),
  mimeType: z.string(),
  width: z.int(),
  height: z.int(),
  /** Of a film. */
  seconds: z.number().exactOptional(),
  alt: z.string(),
  spoiler: z.boolean(),
})
/** A picture or film that was fetched. */
export type File = z.infer<typeof File>

const Said = z.object({
  text: z.string(),
  /** Of the post that is answered. */
  replyTo: z.string().exactOptional(),
  replyControl: z.string(),
  quoteOf: z.string().exactOptional(),
  link: z.string().exactOptional(),
  topic: z.string().exactOptional(),
  poll: z.array(z.string()).exactOptional(),
})
/** What a post says besides its pictures and films. */
export type Said = z.infer<typeof Said>

const Container = Said.extend({
  id: z.string(),
  personId: z.string(),
  kind: z.enum(['TEXT', 'IMAGE', 'VIDEO', 'CAROUSEL']),
  file: File.exactOptional(),
  isItem: z.boolean(),
  /** Containers of a carousel, in order. */
  children: z.array(z.string()),
  madeAt: z.string(),
  /** When it has been processed. */
  readyAt: z.string(),
  /** Why processing failed, in the network's word for it. */
  failed: z.string().exactOptional(),
  postId: z.string().exactOptional(),
})
export type Container = z.infer<typeof Container>

const Post = Said.extend({
  id: z.string(),
  personId: z.string(),
  shortcode: z.string(),
  files: z.array(File.extend({ id: z.string() })),
  at: z.string(),
  likes: z.array(z.string()),
  reposts: z.array(z.string()),
  votes: z.array(z.object({ by: z.string(), option: z.int() })),
})
export type Post = z.infer<typeof Post>

/** What counts against a limit of the day, whatever became of it. */
const Spent = z.object({ personId: z.string(), what: z.enum(['post', 'reply', 'delete']), at: z.string() })

const Saved = z.object({
  people: z.array(Person),
  codes: z.array(Code),
  tokens: z.array(Token),
  containers: z.array(Container),
  posts: z.array(Post),
  spent: z.array(Spent),
  follows: z.array(z.object({ by: z.string(), of: z.string() })),
  calls: z.array(z.object({ personId: z.string(), count: z.int(), until: z.string() })),
})
export type State = z.infer<typeof Saved>

/** What cannot be seen from outside and differs between installations of the stand-in. */
export interface Settings {
  /** How long a container with a picture or film stays IN_PROGRESS, by the world's clock. Words are ready at once. */
  readonly processingSeconds: number
  /** How long a published post is missing from the lists, by the world's clock. */
  readonly listingLagSeconds: number
  /** What a new container's processing fails with, if it is to fail. */
  readonly spoil: () => string | undefined
}

export interface Server {
  readonly world: StandInWorld
  readonly state: State
  readonly settings: Settings
}

export function openState(restore: Json | undefined): State {
  if (restore !== undefined) return Saved.parse(restore)
  return { people: [], codes: [], tokens: [], containers: [], posts: [], spent: [], follows: [], calls: [] }
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

/** Have so many seconds gone by since? */
export function isOlder(server: Server, at: string, seconds: number): boolean {
  return isOver(
    server,
    Temporal.Instant.from(at)
      .add({ milliseconds: Math.round(seconds * 1000) })
      .toString(),
  )
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
  if (!person) throw new Error(`Nobody on Threads has the id ${id}.`)
  return person
}

/** @throws Error where there is no such post. */
export function postWith({ state }: Server, id: string): Post {
  const post = state.posts.find((each) => each.id === id)
  if (!post) throw new Error(`There is no post ${id} on Threads.`)
  return post
}
