import { z } from 'zod'

import type { Json } from '#kit/json'

import { CrowdDeed } from '../stand-in-crowd.ts'
import { Code } from '../stand-in-grants.ts'
import { Token } from '../stand-in-graph-login.ts'
import { newDigits, withId } from '../stand-in-ids.ts'
import { Follow, Someone } from '../stand-in-people.ts'
import type { ServerOf } from '../stand-in-server.ts'

/** `id` is what this app knows them by, and what they are known by here. */
const Person = Someone
export type Person = z.infer<typeof Person>

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
  /** By whoever wrote the post that it answers. */
  hidden: z.boolean().exactOptional(),
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
  follows: z.array(Follow),
  calls: z.array(z.object({ personId: z.string(), count: z.int(), until: z.string() })),
  crowd: z.array(CrowdDeed).default([]),
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

export type Server = ServerOf<State, Settings>

export function openState(restore: Json | undefined): State {
  if (restore !== undefined) return Saved.parse(restore)
  return { people: [], codes: [], tokens: [], containers: [], posts: [], spent: [], follows: [], calls: [], crowd: [] }
}

/** Seventeen digits, as the network's ids have; `head` tells what it is the id of. */
export function newId(head: string): string {
  return newDigits(head, 17)
}

/** @throws Error where nobody has this id. */
export function personWith({ state }: Server, id: string): Person {
  return withId(state.people, id, `Nobody on Threads has the id ${id}.`)
}

/** @throws Error where there is no such post. */
export function postWith({ state }: Server, id: string): Post {
  return withId(state.posts, id, `There is no post ${id} on Threads.`)
}
