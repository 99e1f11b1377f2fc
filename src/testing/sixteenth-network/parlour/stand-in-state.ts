import { z } from 'zod'

import { withId } from '../stand-in-ids.ts'
import { Follow, Message, Someone } from '../stand-in-people.ts'
import type { StandInWorld } from '../stand-in.ts'

const Person = Someone.extend({ key: z.string() })
export type Person = z.infer<typeof Person>

/** `data` in base64. */
const Picture = z.object({ id: z.string(), by: z.string(), data: z.string(), mimeType: z.string(), alt: z.string() })
export type Picture = z.infer<typeof Picture>

const Note = z.object({
  id: z.string(),
  by: z.string(),
  text: z.string(),
  pictures: z.array(Picture),
  replyTo: z.string().exactOptional(),
  at: z.string(),
  likes: z.array(z.string()),
  reposts: z.array(z.string()),
})
export type Note = z.infer<typeof Note>

const State = z.object({
  people: z.array(Person),
  /** Hung up, and not in a note yet. */
  pictures: z.array(Picture),
  notes: z.array(Note),
  follows: z.array(Follow),
  messages: z.array(Message),
})

export interface Server {
  readonly world: StandInWorld
  readonly state: z.infer<typeof State>
}

export function openServer(world: StandInWorld): Server {
  return { world, state: State.parse(world.restore ?? { people: [], pictures: [], notes: [], follows: [], messages: [] }) }
}

export function personWith({ state }: Server, id: string): Person {
  return withId(state.people, id, 'There is nobody like that on Parlour.')
}

export function noteWith({ state }: Server, id: string): Note {
  return withId(state.notes, id, 'There is no such note on Parlour.')
}
