import { z } from 'zod'

import type { Json } from '#kit/json'

import { CrowdDeed } from '../stand-in-crowd.ts'
import { newDigits, newSecret, withId } from '../stand-in-ids.ts'
import { Follow, Someone } from '../stand-in-people.ts'
import type { ServerOf } from '../stand-in-server.ts'

/** What somebody has instead of what everybody has here: a channel without a discussion group. */
const Arrangement = z.literal('no-group')

/** Somebody, with a channel of theirs, its discussion group, and a bot that serves both. `id` is that of the channel, `userId` who they are themselves. */
const Person = Someone.extend({
  userId: z.int(),
  groupId: z.int(),
  bot: z.object({ id: z.int(), token: z.string() }),
  /** Absent: as everybody's. */
  arrangement: Arrangement.exactOptional(),
})
export type Person = z.infer<typeof Person>

const File = z.object({
  id: z.string(),
  kind: z.enum(['photo', 'video', 'animation', 'document']),
  /** In base64; absent where a film is too large to keep. */
  data: z.string().exactOptional(),
  mimeType: z.string(),
  bytes: z.int(),
  name: z.string(),
  width: z.int(),
  height: z.int(),
  seconds: z.number().exactOptional(),
  cover: z.boolean().exactOptional(),
  spoiler: z.boolean().exactOptional(),
})
export type File = z.infer<typeof File>

const Message = z.object({
  chat: z.int(),
  message: z.int(),
  /** Who it is seen to be from: the channel in a channel, a person, or a bot by its number. */
  from: z.int(),
  /** Whose bot sent it. */
  byBot: z.int().exactOptional(),
  text: z.string(),
  file: File.exactOptional(),
  album: z.string().exactOptional(),
  poll: z.object({ id: z.string(), options: z.array(z.string()), multiple: z.boolean(), seconds: z.int() }).exactOptional(),
  /** The address of which a card is shown. */
  card: z.string().exactOptional(),
  replyTo: z.int().exactOptional(),
  /** Of a copy in the group: the post. */
  copyOf: z.int().exactOptional(),
  silent: z.boolean().exactOptional(),
  protected: z.boolean().exactOptional(),
  at: z.string(),
  editedAt: z.string().exactOptional(),
  likes: z.array(z.string()),
})
export type Message = z.infer<typeof Message>

/** What a bot has not been told yet: the message as it was when it happened. */
const Waiting = z.object({ bot: z.int(), id: z.int(), kind: z.string(), message: z.json(), at: z.string() })

const Saved = z.object({
  people: z.array(Person),
  messages: z.array(Message),
  waiting: z.array(Waiting),
  nextUpdate: z.int(),
  /** The last number given in each chat. */
  numbers: z.record(z.string(), z.int()),
  pinned: z.array(z.object({ chat: z.int(), message: z.int() })),
  follows: z.array(Follow),
  crowd: z.array(CrowdDeed),
  /** When something was sent into a chat, for the limit of a minute. */
  sent: z.array(z.object({ chat: z.int(), at: z.string() })),
})
export type State = z.infer<typeof Saved>

/** What the owner of a channel may have arranged otherwise. */
export interface Settings {
  /** What an administrator may do; `none` where the bot is none. */
  readonly rights: Readonly<Record<string, boolean>> | 'none'
  /** Is there a discussion group, and what is the bot in it? */
  readonly group: 'administrator' | 'member' | 'left' | 'none'
  /** Of bots that are mere members: does BotFather let them hear everything? */
  readonly privacy: boolean
  /** Where the bot is told of what happens instead of asking. */
  readonly webhook: string
  /** Messages into one chat in a minute. */
  readonly perMinute: number
}

export type Server = ServerOf<State, Settings>

export function openState(restore: Json | undefined): State {
  if (restore !== undefined) return Saved.parse(restore)
  return {
    people: [],
    messages: [],
    waiting: [],
    nextUpdate: 523_000_001,
    numbers: {},
    pinned: [],
    follows: [],
    crowd: [],
    sent: [],
  }
}

export function newPerson(shown: Omit<z.infer<typeof Someone>, 'id'>): Person {
  const bot = Number(newDigits('7', 10))
  return {
    ...shown,
    id: `-100${newDigits('1', 10)}`,
    userId: Number(newDigits('6', 10)),
    groupId: Number(`-100${newDigits('2', 10)}`),
    bot: { id: bot, token: `${bot}:${newSecret('AA', 35)}` },
  }
}

/** @throws Error with a sentence where there is none of this name. */
export function arrangementNamed(name: string): z.infer<typeof Arrangement> {
  const known = Arrangement.safeParse(name).data
  if (known === undefined) throw new Error(`The stand-in for Telegram knows no “${name}”, only no-group.`)
  return known
}

/** Whether this person's channel has a discussion group, and what the bot is in it. */
export function groupOf({ settings }: Pick<Server, 'settings'>, { arrangement }: Person): Settings['group'] {
  return arrangement === 'no-group' ? 'none' : settings.group
}

/** @throws Error where nobody has this id. */
export function personWith({ state }: Server, id: string): Person {
  return withId(state.people, id, `Nobody on Telegram has the id ${id}.`)
}

export function channelOf({ id }: Person): number {
  return Number(id)
}

/** Names on Telegram have 5 to 32 letters, digits and underscores; whoever is called otherwise has none, and their channel only members see. */
export function usernameOf({ handle }: Pick<Person, 'handle'>): string | undefined {
  return /^[a-z][a-z0-9_]{4,31}$/.test(handle) ? handle : undefined
}

export function idOf({ chat, message }: Pick<Message, 'chat' | 'message'>): string {
  return `${chat}/${message}`
}

/** @throws Error where there is no such message. */
export function messageWith({ state }: Server, id: string): Message {
  const found = state.messages.find((message) => idOf(message) === id)
  if (!found) throw new Error(`There is no message ${id} on Telegram.`)
  return found
}

export function messageIn({ state }: Server, chat: number, message: number | undefined): Message | undefined {
  return state.messages.find((each) => each.chat === chat && each.message === message)
}
