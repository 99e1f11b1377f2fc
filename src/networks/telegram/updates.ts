import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { signedIn } from './session.ts'

const userSchema = z.object({
  id: z.int(),
  first_name: z.string(),
  last_name: z.string().optional(),
  username: z.string().optional(),
})
const chatSchema = z.object({ id: z.int(), title: z.string().optional(), username: z.string().optional() })

const originSchema = z.object({ type: z.string(), chat: chatSchema.optional(), message_id: z.int().optional() })

const sizeSchema = z.object({ file_unique_id: z.string() })

/** What is read of a message. Its files have addresses only with the bot's token in them, so they are shown nowhere. */
const wordsSchema = z.object({
  message_id: z.int(),
  message_thread_id: z.int().optional(),
  from: userSchema.optional(),
  sender_chat: chatSchema.optional(),
  date: z.int(),
  edit_date: z.int().optional(),
  chat: chatSchema,
  is_automatic_forward: z.boolean().optional(),
  forward_origin: originSchema.optional(),
  media_group_id: z.string().optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: z.array(sizeSchema).optional(),
  video: z.object({ file_name: z.string().optional() }).optional(),
  animation: z.object({}).optional(),
  document: z.object({ file_name: z.string().optional() }).optional(),
  voice: z.object({}).optional(),
  audio: z.object({}).optional(),
  video_note: z.object({}).optional(),
  sticker: z.object({ emoji: z.string().optional() }).optional(),
  location: z.object({}).optional(),
  contact: z.object({}).optional(),
  poll: z.object({ question: z.string(), options: z.array(z.object({ text: z.string() })) }).optional(),
})
const messageSchema = wordsSchema.extend({ reply_to_message: wordsSchema.optional() })
export type Words = z.infer<typeof wordsSchema>
export type Message = z.infer<typeof messageSchema>

const updateSchema = z.object({
  update_id: z.int(),
  message: messageSchema.optional(),
  edited_message: messageSchema.optional(),
})
export type Update = z.infer<typeof updateSchema>

export const mostUpdates = 100

interface Asked {
  /** Everything before this update is called read, and the network forgets it; absent: it is only looked at. */
  readonly from?: number
  /** Says of what the bot is told from now on. */
  readonly subscribes?: true
}

/** What came that was not called read yet, oldest first, at most a hundred. Only one may ask at a time: the other is told to come again. */
export function getUpdates(
  { from, subscribes }: Asked,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly Update[]>> {
  const parameters = {
    limit: mostUpdates,
    ...(from === undefined ? {} : { offset: from }),
    ...(subscribes ? { allowed_updates: ['message', 'edited_message'] } : {}),
  }
  return ask({ ...signedIn(access), method: 'getUpdates', parameters, answer: z.array(updateSchema) }, environment)
}
