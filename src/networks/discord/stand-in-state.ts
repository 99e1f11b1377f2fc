import { z } from 'zod'

import type { Json } from '#kit/json'

import { CrowdDeed } from '../stand-in-crowd.ts'
import { newSecret, withId } from '../stand-in-ids.ts'
import { Follow, Someone } from '../stand-in-people.ts'
import type { StandInWorld } from '../stand-in.ts'

/** What somebody has instead of what everybody has here: a channel that is a forum, or a webhook in place of a bot. */
const Arrangement = z.enum(['forum', 'webhook'])
type Arrangement = z.infer<typeof Arrangement>

/**
 * Everyone here has a server of their own with one channel, by whose id they are known; a user who speaks, and a bot's token and a webhook for those who
 * connect something. All are members of all servers.
 */
const Person = Someone.extend({
  user: z.string(),
  guild: z.string(),
  token: z.string(),
  webhook: z.object({ id: z.string(), token: z.string() }),
  withdrawn: z.boolean(),
  /** Absent: as everybody's. */
  arrangement: Arrangement.exactOptional(),
})
export type Person = z.infer<typeof Person>

const File = z.object({
  id: z.string(),
  fileName: z.string(),
  mimeType: z.string(),
  size: z.int(),
  /** In base64; absent where it is too large to keep. */
  data: z.string().exactOptional(),
  width: z.int().exactOptional(),
  height: z.int().exactOptional(),
  seconds: z.number().exactOptional(),
  alt: z.string(),
  spoiler: z.boolean(),
  /** A file that a card shows is not shown beside it. */
  inCard: z.boolean(),
})
export type File = z.infer<typeof File>

const Embed = z.object({
  url: z.string().exactOptional(),
  title: z.string().exactOptional(),
  description: z.string().exactOptional(),
  color: z.int().exactOptional(),
  /** The file that it shows, by its id; or an address. */
  image: z.string().exactOptional(),
})
export type Embed = z.infer<typeof Embed>

const Poll = z.object({ question: z.string(), answers: z.array(z.string()), expiry: z.string(), multiple: z.boolean() })
export type Poll = z.infer<typeof Poll>

const Said = z.object({
  content: z.string(),
  embeds: z.array(Embed),
  files: z.array(File),
  poll: Poll.exactOptional(),
  flags: z.int(),
  /** Users who were called. */
  called: z.array(z.string()),
  everyone: z.boolean(),
})
export type Said = z.infer<typeof Said>

const Message = Said.extend({
  id: z.string(),
  /** A channel or a thread. */
  channel: z.string(),
  personId: z.string(),
  byWebhook: z.boolean(),
  replyTo: z.string().exactOptional(),
  nonce: z.string().exactOptional(),
  at: z.string(),
  editedAt: z.string().exactOptional(),
  crossposted: z.boolean(),
  likes: z.array(z.string()),
  forwards: z.array(z.string()),
})
export type Message = z.infer<typeof Message>

/** `id` is that of the message it hangs on, or begins with. */
const Thread = z.object({ id: z.string(), parent: z.string(), name: z.string(), owner: z.string(), at: z.string() })
export type Thread = z.infer<typeof Thread>

const Saved = z.object({
  people: z.array(Person),
  messages: z.array(Message),
  threads: z.array(Thread),
  /** Nonces that were used, and for what, though it may be deleted since. */
  nonces: z.array(z.object({ user: z.string(), nonce: z.string(), message: z.string(), at: z.string() })),
  follows: z.array(Follow),
  crowd: z.array(CrowdDeed),
  sequence: z.object({ at: z.int(), count: z.int() }),
})
type State = z.infer<typeof Saved>

/** What differs between installations of the stand-in. */
export interface Settings {
  /** The type of everybody's channel: 0 text, 5 announcement, 15 forum. */
  readonly type: 0 | 5 | 15
  readonly way: 'bot' | 'webhook'
  /** Permissions that nobody's bot has. */
  readonly denied: readonly string[]
  /** Is the message content intent on? */
  readonly content: boolean
  /** How long a nonce is known, in seconds: “the past few minutes”. */
  readonly nonceSeconds: number
  /** Do lists tell nonces? The documentation says that a message has one and not for how long. */
  readonly tellsNonces: boolean
  readonly rates: boolean
}

export interface Server {
  readonly world: StandInWorld
  readonly state: State
  readonly settings: Settings
  /** Requests in their windows; what a process forgets is no harm. */
  readonly spent: Map<string, { count: number; until: number }>
}

export function openState(restore: Json | undefined): State {
  if (restore !== undefined) return Saved.parse(restore)
  return { people: [], messages: [], threads: [], nonces: [], follows: [], crowd: [], sequence: { at: 0, count: 0 } }
}

const epoch = 1_420_070_400_000

/** 42 bits of time since 2015 and 22 that count, by more than one, since others make things too. */
export function newSnowflake({ world, state }: Pick<Server, 'world' | 'state'>): string {
  const at = world.now().epochMilliseconds
  state.sequence = { at, count: at === state.sequence.at ? state.sequence.count + 1 : 0 }
  return String((BigInt(at - epoch) << 22n) + BigInt(state.sequence.count * 331))
}

export function newBotToken(user: string): string {
  return `${Buffer.from(user).toString('base64url')}.${newSecret('G', 5)}.${newSecret('', 38)}`
}

/** @throws Error where nobody has this id. */
export function personWith({ state }: Pick<Server, 'state'>, id: string): Person {
  return withId(state.people, id, `Nobody on Discord has the id ${id}.`)
}

/** @throws Error with a sentence where there is none of this name. */
export function arrangementNamed(name: string): Arrangement {
  const known = Arrangement.safeParse(name).data
  if (known === undefined) throw new Error(`The stand-in for Discord knows no “${name}”: forum and webhook.`)
  return known
}

/** The type of a channel by its owner. */
export function typeOf({ settings }: Pick<Server, 'settings'>, { arrangement }: Person): Settings['type'] {
  return arrangement === 'forum' ? 15 : settings.type
}

export function wayOf({ settings }: Pick<Server, 'settings'>, { arrangement }: Person): Settings['way'] {
  return arrangement === 'webhook' ? 'webhook' : settings.way
}

/** A thread in which nothing is said for so long is closed. */
export const minutesToArchive = 4320

/** When a thread was closed; undefined while it is open. */
export function archivedAt({ state, world }: Server, { id, at }: Thread): Temporal.Instant | undefined {
  const last = state.messages.findLast(({ channel }) => channel === id)?.at ?? at
  const closes = Temporal.Instant.from(last).add({ minutes: minutesToArchive })
  return Temporal.Instant.compare(closes, world.now()) <= 0 ? closes : undefined
}

/** @throws Error where there is no such message. */
export function messageWith({ state }: Pick<Server, 'state'>, id: string): Message {
  return withId(state.messages, id, `There is no message ${id} on Discord.`)
}

/** Whose channel this is, or the channel around this thread. */
export function channelOwner({ state }: Pick<Server, 'state'>, channel: string): Person | undefined {
  const parent = state.threads.find(({ id }) => id === channel)?.parent ?? channel
  return state.people.find(({ id }) => id === parent)
}
