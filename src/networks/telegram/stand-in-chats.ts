import { z } from 'zod'

import type { Json } from '#kit/json'

import { followersOf } from '../stand-in-figures.ts'
import { channelOf, groupOf, type Person, type Server, usernameOf } from './stand-in-state.ts'
import { type Asked, bad, BotError, parametersAs, wire } from './stand-in-wire.ts'

/** A channel or group, and whose it is. */
export interface Place {
  readonly person: Person
  readonly chat: number
  readonly kind: 'channel' | 'group'
}

/** The chat that is meant, by number or @name. @throws BotError where the bot knows none such. */
export function placeOf({ server }: Pick<Asked, 'server'>, named: number | string): Place {
  const { people } = server.state
  for (const person of people) {
    const name = usernameOf(person)
    if (channelOf(person) === named || (name !== undefined && named === `@${name}`))
      return { person, chat: channelOf(person), kind: 'channel' }
    if (person.groupId === named && groupOf(server, person) !== 'none') return { person, chat: person.groupId, kind: 'group' }
  }
  throw bad('chat not found')
}

/** What the bot that asks is in a chat; only its own person's channel has let it in. */
export function standingOf({ server, owner }: Asked, { person, kind }: Place): 'administrator' | 'member' | 'left' {
  if (person.id !== owner.id) return 'left'
  if (kind === 'channel') return server.settings.rights === 'none' ? 'left' : 'administrator'
  const group = groupOf(server, person)
  return group === 'none' ? 'left' : group
}

/** @throws BotError where the bot is not in the chat, or may not do this there. */
export function needStanding(asked: Asked, place: Place, right?: string): void {
  const standing = standingOf(asked, place)
  const name = place.kind === 'channel' ? 'channel' : 'supergroup'
  if (standing === 'left') throw new BotError(403, `Forbidden: bot is not a member of the ${name} chat`)
  if (place.kind === 'channel' && right !== undefined && !hasRight(asked.server, right))
    throw bad(
      right === 'can_post_messages' ? 'need administrator rights in the channel chat' : 'not enough rights to do this in the channel chat',
    )
}

/** In the channel. */
export function hasRight({ settings: { rights } }: Pick<Server, 'settings'>, right: string): boolean {
  return rights !== 'none' && rights[right] === true
}

export function getMe(asked: Asked): Json {
  parametersAs(asked, {})
  return {
    ...botUser(asked.owner),
    can_join_groups: true,
    can_read_all_group_messages: !asked.server.settings.privacy,
    supports_inline_queries: false,
  }
}

export function botUser({ bot, handle }: Person): { readonly [name: string]: Json } {
  return { id: bot.id, is_bot: true, first_name: `${handle} bot`, username: `${handle.replace(/\W/g, '_')}_bot` }
}

export function getChat(asked: Asked): Json {
  const { chat_id: named } = parametersAs(asked, { chat_id: wire.chat })
  const place = placeOf(asked, named)
  // A public channel can be looked at by any bot; all else only by those who are in it.
  if (standingOf(asked, place) === 'left' && (place.kind === 'group' || usernameOf(place.person) === undefined)) throw bad('chat not found')
  const isChannel = place.kind === 'channel'
  const linked = groupOf(asked.server, place.person) === 'none' ? undefined : isChannel ? place.person.groupId : channelOf(place.person)
  return {
    ...chatFields(place),
    accent_color_id: 3,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: true,
      limited_gifts: true,
      unique_gifts: true,
      premium_subscription: false,
      gifts_from_channels: true,
    },
    ...(linked === undefined ? {} : { linked_chat_id: linked }),
    ...(isChannel && place.person.bio ? { description: place.person.bio } : {}),
  }
}

/** As a chat stands in every message. */
export function chatFields({ person, chat, kind }: Place): { readonly [name: string]: Json } {
  const username = usernameOf(person)
  if (kind === 'group') return { id: chat, type: 'supergroup', title: `${person.displayName} chat` }
  return { id: chat, type: 'channel', title: person.displayName, ...(username === undefined ? {} : { username }) }
}

const unseenRights = [
  'can_be_edited',
  'is_anonymous',
  'can_manage_chat',
  'can_delete_messages',
  'can_manage_video_chats',
  'can_restrict_members',
  'can_promote_members',
  'can_change_info',
  'can_invite_users',
  'can_post_stories',
  'can_edit_stories',
  'can_delete_stories',
]

export function getChatMember(asked: Asked): Json {
  const { chat_id: named, user_id: user } = parametersAs(asked, { chat_id: wire.chat, user_id: z.int() })
  const place = placeOf(asked, named)
  if (user !== asked.owner.bot.id) throw bad('PARTICIPANT_ID_INVALID')
  const standing = standingOf(asked, place)
  if (standing === 'left' && place.person.id !== asked.owner.id) throw bad('member list is inaccessible')
  if (standing !== 'administrator') return { status: standing, user: botUser(asked.owner) }
  const { rights: given } = asked.server.settings
  const rights = place.kind === 'channel' ? (given === 'none' ? {} : given) : { can_delete_messages: true, can_pin_messages: true }
  return { status: standing, user: botUser(asked.owner), ...Object.fromEntries(unseenRights.map((name) => [name, false])), ...rights }
}

export function getChatMemberCount(asked: Asked): Json {
  const { chat_id: named } = parametersAs(asked, { chat_id: wire.chat })
  const place = placeOf(asked, named)
  needStanding(asked, place)
  return membersOf(asked.server, place.person)
}

/** Its owner and the bot are members as well. */
export function membersOf(server: Server, person: Person): number {
  return 2 + followersOf(server, person.id)
}

export function getWebhookInfo(asked: Asked): Json {
  parametersAs(asked, {})
  const waiting = asked.server.state.waiting.filter(({ bot }) => bot === asked.owner.bot.id)
  return { url: asked.server.settings.webhook, has_custom_certificate: false, pending_update_count: waiting.length }
}
