import { z } from 'zod'

import type { Json } from '#kit/json'

import { isOlder } from '../stand-in-time.ts'
import { hasRight, needStanding, placeOf } from './stand-in-chats.ts'
import { type Message, messageIn } from './stand-in-state.ts'
import { type Asked, bad, BotError, parametersAs, wire } from './stand-in-wire.ts'

const twoDays = 48 * 60 * 60

export function deleteMessage(asked: Asked): Json {
  const { chat_id: named, message_id: number } = parametersAs(asked, { chat_id: wire.chat, message_id: z.int() })
  const message = messageIn(asked.server, placeOf(asked, named).chat, number)
  if (!message) throw bad('message to delete not found')
  remove(asked, [message])
  return true
}

/** What is not there is passed over. */
export function deleteMessages(asked: Asked): Json {
  const { chat_id: named, message_ids: numbers } = parametersAs(asked, {
    chat_id: wire.chat,
    message_ids: z.array(z.int()).min(1).max(100),
  })
  const { chat } = placeOf(asked, named)
  remove(
    asked,
    numbers.flatMap((number) => messageIn(asked.server, chat, number) ?? []),
  )
  return true
}

/** One's own for two days, and everything with the right to delete. */
function remove(asked: Asked, messages: readonly Message[]): void {
  const { server, owner } = asked
  for (const message of messages) {
    const place = placeOf(asked, message.chat)
    needStanding(asked, place)
    const may = place.kind === 'channel' ? hasRight(server, 'can_delete_messages') : server.settings.group === 'administrator'
    const isOwn = message.byBot === owner.bot.id && !isOlder(server, message.at, twoDays)
    if (!may && !isOwn) throw bad("message can't be deleted for everyone")
  }
  for (const message of messages) server.state.messages.splice(server.state.messages.indexOf(message), 1)
  server.world.changed()
}

export function pinChatMessage(asked: Asked): Json {
  const shape = { chat_id: wire.chat, message_id: z.int(), disable_notification: wire.flag }
  const { chat_id: named, message_id: number } = parametersAs(asked, shape)
  const place = placeOf(asked, named)
  needStanding(asked, place, 'can_edit_messages')
  if (!messageIn(asked.server, place.chat, number)) throw bad('message to pin not found')
  const { pinned } = asked.server.state
  if (!pinned.some(({ chat, message }) => chat === place.chat && message === number)) pinned.push({ chat: place.chat, message: number })
  asked.server.world.changed()
  return true
}

/** Everything before `offset` is forgotten; nothing is told to whoever has a webhook. */
export function getUpdates(asked: Asked): Json {
  const { server, owner } = asked
  const shape = {
    offset: z.int().nonnegative().optional(),
    limit: z.int().min(1).max(100).optional(),
    allowed_updates: z.array(z.string()).optional(),
  }
  const { offset, limit = 100 } = parametersAs(asked, shape)
  if (server.settings.webhook !== '')
    throw new BotError(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
  const { waiting } = server.state
  const day = 24 * 60 * 60
  const left = waiting.filter(
    ({ bot, id, at }) => !isOlder(server, at, day) && (bot !== owner.bot.id || offset === undefined || id >= offset),
  )
  if (left.length !== waiting.length) {
    waiting.splice(0, waiting.length, ...left)
    server.world.changed()
  }
  return left
    .filter(({ bot }) => bot === owner.bot.id)
    .slice(0, limit)
    .map(({ id, kind, message }) => ({ update_id: id, [kind]: message }))
}
