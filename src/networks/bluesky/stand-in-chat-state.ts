import { z } from 'zod'

const Message = z.object({
  /** A key ordered by time. */
  id: z.string(),
  from: z.string(),
  to: z.string(),
  text: z.string(),
  at: z.string(),
  /** Absent in what was written before there were conversations. */
  convo: z.string().exactOptional(),
  facets: z.json().exactOptional(),
  /** Address of a post that is shown with it. */
  shows: z.string().exactOptional(),
  /** Id of the message that it answers. */
  replyTo: z.string().exactOptional(),
  /** Who does not see it any more: people delete for themselves alone. */
  deletedFor: z.array(z.string()).exactOptional(),
})
export type Message = z.infer<typeof Message>

/** Of two; who has not accepted it finds it among requests. */
const Convo = z.object({ id: z.string(), members: z.tuple([z.string(), z.string()]), acceptedBy: z.array(z.string()), rev: z.string() })
export type Convo = z.infer<typeof Convo>

/** What one member's log says. */
const ChatEvent = z.object({
  rev: z.string(),
  to: z.string(),
  kind: z.enum(['begin', 'accept', 'create', 'delete']),
  convo: z.string(),
  message: z.string().exactOptional(),
})
export type ChatEvent = z.infer<typeof ChatEvent>

export const chatShape = {
  messages: z.array(Message),
  convos: z.array(Convo).default([]),
  chatLog: z.array(ChatEvent).default([]),
}
