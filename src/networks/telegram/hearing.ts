import { z } from 'zod'

import type { Outcome } from '../network.ts'
import { ask, type Asking } from './api.ts'
import { type Bot, type Chat, readChat, readMember } from './chats.ts'
import type { Group, Hearing, Known } from './known.ts'

interface At {
  readonly host: string
  readonly token: string
  readonly bot: Bot
  readonly chat: Chat
}

/** What differs between channels: whether comments reach the bot, and its rights. */
export async function readKnown({ chat, ...at }: At, environment: Asking): Promise<Outcome<Known>> {
  const { can_edit_messages: pins = false, can_delete_messages: deletes = false } = chat.rights ?? {}
  const group = chat.linked_chat_id === undefined ? undefined : await readGroup(at, chat.linked_chat_id, environment)
  if (group?.ok === false) return group
  const hears = await readHearing(at, group?.value, environment)
  if (!hears.ok) return hears
  return { ok: true, value: { hears: hears.value, ...(group ? { group: group.value.group } : {}), pins, deletes } }
}

interface InGroup {
  readonly group: Group
  readonly status: string
}

/** A group that the bot is not in tells it nothing, not even its name. */
async function readGroup(at: Omit<At, 'chat'>, id: number, environment: Asking): Promise<Outcome<InGroup>> {
  const member = await readMember(at, id, environment)
  if (!member.ok) return isClear(member.trouble.kind) ? { ok: true, value: { group: { id }, status: 'left' } } : member
  const chat = await readChat(at, id, environment)
  if (!chat.ok && !isClear(chat.trouble.kind)) return chat
  const username = chat.ok ? chat.value.username : undefined
  return { ok: true, value: { group: { id, ...(username === undefined ? {} : { username }) }, status: member.value.status } }
}

function isClear(kind: string): boolean {
  return kind === 'rejected' || kind === 'signed-out'
}

const webhookSchema = z.object({ url: z.string() })

/** Administrators hear everything in a group; others only where BotFather was told to turn their privacy mode off. Whoever has a webhook cannot ask. */
async function readHearing(
  { host, token, bot }: Omit<At, 'chat'>,
  group: InGroup | undefined,
  environment: Asking,
): Promise<Outcome<Hearing>> {
  if (!group) return { ok: true, value: 'no-group' }
  const isIn = group.status === 'administrator' || (group.status === 'member' && bot.can_read_all_group_messages)
  if (!isIn) return { ok: true, value: 'group-not-joined' }
  const webhook = await ask({ host, token, method: 'getWebhookInfo', answer: webhookSchema }, environment)
  if (!webhook.ok) return webhook
  return { ok: true, value: webhook.value.url === '' ? 'comments' : 'webhook-set' }
}
