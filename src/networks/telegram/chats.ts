import { z } from 'zod'

import type { Outcome } from '../network.ts'
import { ask, type Asking } from './api.ts'

interface At {
  readonly host: string
  readonly token: string
}

const botSchema = z.object({ id: z.int(), can_read_all_group_messages: z.boolean().default(false) })
export type Bot = z.infer<typeof botSchema>

export function readBot({ host, token }: At, environment: Asking): Promise<Outcome<Bot>> {
  return ask({ host, token, method: 'getMe', answer: botSchema }, environment)
}

const chatSchema = z.object({
  id: z.int(),
  type: z.string(),
  title: z.string().default(''),
  username: z.string().optional(),
  linked_chat_id: z.int().optional(),
})

const memberSchema = z.object({
  status: z.string(),
  can_post_messages: z.boolean().optional(),
  can_edit_messages: z.boolean().optional(),
  can_delete_messages: z.boolean().optional(),
})
type Rights = Omit<z.infer<typeof memberSchema>, 'status'>

/** A chat, and what the bot may do in it: undefined where it is no administrator there. */
export type Chat = z.infer<typeof chatSchema> & { readonly rights?: Rights }

export async function readChannel({ host, token }: At, chat: string | number, environment: Asking): Promise<Outcome<Chat>> {
  const found = await readChat({ host, token }, chat, environment)
  if (!found.ok) return found
  const member = await readMember({ host, token }, found.value.id, environment)
  if (!member.ok) return member.trouble.reason.code === 'bot-not-admin' ? found : member
  const { status, ...rights } = member.value
  return { ok: true, value: status === 'administrator' ? { ...found.value, rights } : found.value }
}

export function readChat({ host, token }: At, chat: string | number, environment: Asking): Promise<Outcome<z.infer<typeof chatSchema>>> {
  return ask({ host, token, method: 'getChat', parameters: { chat_id: chat }, answer: chatSchema }, environment)
}

/** What the bot itself is in a chat. */
export function readMember({ host, token }: At, chat: number, environment: Asking): Promise<Outcome<z.infer<typeof memberSchema>>> {
  const bot = Number(token.split(':')[0])
  return ask({ host, token, method: 'getChatMember', parameters: { chat_id: chat, user_id: bot }, answer: memberSchema }, environment)
}
