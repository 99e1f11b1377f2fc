import { z } from 'zod'

import type { Json } from '#kit/json'

import { CrowdDeed } from '../stand-in-crowd.ts'
import { Code, RenewedGrant } from '../stand-in-grants.ts'
import { newDigits, withId } from '../stand-in-ids.ts'
import { Comment as AnyComment, Follow, Message, Someone } from '../stand-in-people.ts'
import type { ServerOf } from '../stand-in-server.ts'

const Person = Someone.extend({ business: z.boolean() })
export type Person = z.infer<typeof Person>

export type Grant = z.infer<typeof RenewedGrant>

const Section = z.object({ id: z.string(), name: z.string() })
const Board = z.object({
  id: z.string(),
  ownerId: z.string(),
  name: z.string(),
  sections: z.array(Section),
  at: z.string(),
  pinnedAt: z.string(),
})
export type Board = z.infer<typeof Board>

/** `data` in base64. */
const Picture = z.object({ id: z.string(), data: z.string(), mimeType: z.string(), width: z.int(), height: z.int() })
export type Picture = z.infer<typeof Picture>

const Film = z.object({ data: z.string(), mimeType: z.string(), seconds: z.number(), width: z.int(), height: z.int() })
export type Film = z.infer<typeof Film>

const Media = z.object({
  id: z.string(),
  personId: z.string(),
  key: z.string(),
  policy: z.string(),
  until: z.string(),
  film: Film.exactOptional(),
  failed: z.boolean(),
  /** Set once the file has come. */
  readyAt: z.string().exactOptional(),
})
export type Media = z.infer<typeof Media>

const Pin = z.object({
  id: z.string(),
  personId: z.string(),
  boardId: z.string(),
  sectionId: z.string().exactOptional(),
  title: z.string(),
  description: z.string(),
  alt: z.string(),
  link: z.string(),
  kind: z.enum(['image', 'multiple_images', 'video']),
  /** Of a video, its cover. */
  pictures: z.array(Picture),
  slots: z.array(z.object({ title: z.string(), description: z.string(), link: z.string() })),
  film: Film.exactOptional(),
  at: z.string(),
  likes: z.array(z.string()),
  saves: z.array(z.string()),
})
export type Pin = z.infer<typeof Pin>

const Comment = AnyComment.extend({ pinId: z.string() })
export type Comment = z.infer<typeof Comment>

const Saved = z.object({
  people: z.array(Person),
  codes: z.array(Code),
  grants: z.array(RenewedGrant),
  boards: z.array(Board),
  media: z.array(Media),
  pins: z.array(Pin),
  comments: z.array(Comment),
  follows: z.array(Follow),
  messages: z.array(Message),
  crowd: z.array(CrowdDeed),
  calls: z.array(z.object({ whose: z.string(), what: z.string(), count: z.int(), until: z.string() })),
})
type State = z.infer<typeof Saved>

export interface NewBoard {
  readonly name: string
  readonly sections?: readonly string[]
}

/** What cannot be seen from outside and differs between installations of the stand-in. */
export interface Settings {
  /** Has the app more than Trial access? Without it nobody makes a pin but in the sandbox. */
  readonly standard: boolean
  /** Does the API make carousels? Its description says so, its guide does not. */
  readonly carousels: boolean
  /** How long a film is processed, by the world's clock. */
  readonly processingSeconds: number
  /** What somebody has who comes here. */
  readonly boards: (handle: string) => readonly NewBoard[]
  /** Does the next processing fail? */
  readonly spoil: () => boolean
}

export type Server = ServerOf<State, Settings>

export function openState(restore: Json | undefined): State {
  if (restore !== undefined) return Saved.parse(restore)
  return {
    people: [],
    codes: [],
    grants: [],
    boards: [],
    media: [],
    pins: [],
    comments: [],
    follows: [],
    messages: [],
    crowd: [],
    calls: [],
  }
}

/** Eighteen digits, as the network's ids have. */
export function newId(): string {
  return newDigits('9', 18)
}

/** @throws Error where nobody has this id. */
export function personWith({ state }: Server, id: string): Person {
  return withId(state.people, id, `Nobody on Pinterest has the id ${id}.`)
}

/** @throws Error where there is no such pin. */
export function pinWith({ state }: Server, id: string): Pin {
  return withId(state.pins, id, `There is no pin ${id} on Pinterest.`)
}

/** Where people see it. */
export function pinPage({ world }: Server, id: string): string {
  return `${world.webOrigin}/pin/${id}/`
}
