import { z } from 'zod'

export const userSchema = z.object({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  avatar: z.string().nullish(),
  bot: z.boolean().optional(),
})

export type User = z.infer<typeof userSchema>

const referenceSchema = z.object({ message_id: z.string().optional(), channel_id: z.string().optional() })

const attachmentSchema = z.object({
  url: z.string(),
  content_type: z.string().optional(),
  description: z.string().nullish(),
})

/** Only what is read of a message. */
export const messageSchema = z.object({
  id: z.string(),
  channel_id: z.string(),
  /** 0: said, 19: said as an answer; the others are notices of the network. */
  type: z.int(),
  content: z.string(),
  author: userSchema,
  timestamp: z.string(),
  edited_timestamp: z.string().nullish(),
  nonce: z.union([z.string(), z.int()]).optional(),
  webhook_id: z.string().optional(),
  mentions: z.array(userSchema).default([]),
  attachments: z.array(attachmentSchema).default([]),
  embeds: z.array(z.object({ url: z.string().optional() })).default([]),
  poll: z.object({ question: z.object({ text: z.string().optional() }) }).optional(),
  message_reference: referenceSchema.optional(),
  referenced_message: z
    .object({
      id: z.string(),
      content: z.string(),
      author: userSchema,
      message_reference: referenceSchema.optional(),
      poll: z.object({ question: z.object({ text: z.string().optional() }) }).optional(),
    })
    .nullish(),
})
export type Message = z.infer<typeof messageSchema>

/** The words of a message as its app shows them: people by name; of a poll its question. */
export function wordsOf({ content, poll, mentions }: Pick<Message, 'content' | 'poll' | 'mentions'>): string {
  if (content === '') return poll?.question.text ?? ''
  const names = new Map(mentions.map((user) => [user.id, nameOf(user)]))
  return content
    .replaceAll(/<@!?(\d+)>/g, (written, id: string) => (names.has(id) ? `@${names.get(id)}` : written))
    .replaceAll(/<a?(:\w+:)\d+>/g, '$1')
}

export function nameOf({ global_name: name, username }: User): string {
  return name?.trim() || username
}
