import { z } from 'zod'

import type { Json } from '#kit/json'

import { type GraphPerson, type GraphTalks, messageItem, talker, toldMedia } from './graph-message.ts'
import { talkWith } from './graph-talks.ts'
import { graphEventSchema } from './graph-webhooks.ts'
import type { InboxItem, InboxPage, InboxTold, Outcome } from './network.ts'

const messagingSchema = z.object({
  sender: z.object({ id: z.string() }),
  recipient: z.object({ id: z.string() }),
  /** Milliseconds since 1970. */
  timestamp: z.number(),
  message: z
    .object({
      mid: z.string(),
      text: z.string().optional(),
      is_deleted: z.boolean().optional(),
      attachments: z.array(z.object({ type: z.string(), payload: z.object({ url: z.string().optional() }).optional() })).optional(),
      reply_to: z.object({ mid: z.string().optional() }).optional(),
    })
    .optional(),
  message_edit: z.object({ mid: z.string(), text: z.string() }).optional(),
})
type Messaging = z.infer<typeof messagingSchema>

/** Something was said; that it was read or delivered is of no use here. */
export function saysSomething(messaging: unknown): boolean {
  const { message, message_edit: edit } = messagingSchema.safeParse(messaging).data ?? {}
  return message !== undefined || edit !== undefined
}

/** Messages come whole but for the name of whoever writes, which is asked for once for each person. */
export async function understandMessages(
  { events, people }: Pick<InboxTold, 'events' | 'people'>,
  talks: GraphTalks,
): Promise<Outcome<Pick<InboxPage, 'items' | 'gone'>>> {
  const told = events.flatMap((event) => messagingIn(event))
  const ids = [...new Set(told.map((each) => personIn(each, talks)))]
  const persons = await personsOf(ids, await people(ids), talks)
  if (!persons.ok) return persons
  const items = told.flatMap((each) => asItem(each, { talks, persons: persons.value }))
  return { ok: true, value: { items, gone: told.flatMap(({ message }) => (message?.is_deleted === true ? [message.mid] : [])) } }
}

function messagingIn(event: Json): readonly Messaging[] {
  const told = graphEventSchema.safeParse(event).data?.messaging
  const messaging = told === undefined ? undefined : messagingSchema.safeParse(told).data
  return messaging ? [messaging] : []
}

function personIn({ sender, recipient }: Messaging, { ownId }: GraphTalks): string {
  return sender.id === ownId ? recipient.id : sender.id
}

/** Of those whom nobody here knows by name. */
async function personsOf(
  ids: readonly string[],
  known: ReadonlySet<string>,
  talks: GraphTalks,
): Promise<Outcome<ReadonlyMap<string, GraphPerson>>> {
  const persons = new Map<string, GraphPerson>()
  for (const id of ids.filter((each) => !known.has(each))) {
    const talk = await talkWith(id, talks)
    if (!talk.ok && talk.trouble.kind !== 'rejected') return talk
    const person = talk.ok ? talk.value?.participants.data.find((each) => each.id === id) : undefined
    if (person) persons.set(id, person)
  }
  return { ok: true, value: persons }
}

interface Around {
  readonly talks: GraphTalks
  readonly persons: ReadonlyMap<string, GraphPerson>
}

function asItem(told: Messaging, { talks, persons }: Around): readonly InboxItem[] {
  const { sender, timestamp, message, message_edit: edit } = told
  const withId = personIn(told, talks)
  const at = Temporal.Instant.fromEpochMilliseconds(timestamp)
  const from = talker(persons.get(sender.id) ?? { id: sender.id })
  if (edit) return [messageItem({ id: edit.mid, from, withId, text: edit.text, media: [], at, editedAt: at, asOf: at }, talks)]
  if (!message || message.is_deleted === true) return []
  const { mid: id, text = '', attachments = [], reply_to: above } = message
  const answers = above?.mid === undefined ? {} : { answers: above.mid }
  return [messageItem({ id, from, withId, text, media: toldMedia(attachments), at, asOf: at, ...answers }, talks)]
}
