import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { heardGroup } from './known.ts'
import { channelOf } from './session.ts'
import { getUpdates, type Message } from './updates.ts'

/** A post of the channel as it came into the discussion group by itself. */
export interface Copy {
  /** Its number there; comments stand under it. */
  readonly message: number
  /** Its number in the channel. */
  readonly original: number
  readonly words: Message
}

/** Numbers of what a bot is told grow. */
export type Told = Copy & { readonly update: number }

/**
 * The copies of the channel's posts that the bot was told of lately. A bot is told of nothing that it sends itself, but of what the network
 * copies into the group: the only sight it ever gets of its own posts. Empty where there is no group, or the bot hears nothing there.
 */
export async function latelyCopied(
  { access }: Pick<Delivery, 'access'>,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly Told[]>> {
  const group = heardGroup(access)
  if (!group) return { ok: true, value: [] }
  const came = await getUpdates({}, access, environment)
  if (!came.ok) return came
  const channel = channelOf(access)
  const told = came.value.flatMap(({ update_id: update, message }) =>
    asCopy(message, { group: group.id, channel }).map((copy) => ({ ...copy, update })),
  )
  return { ok: true, value: told }
}

/** Notes what was told before anything is sent, so that no older post is taken for this one. */
export async function noteNewest({ access }: Pick<Delivery, 'access'>, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const came = await getUpdates({ subscribes: true }, access, environment)
  if (came.ok) return { ok: true, value: { newest: Math.max(0, ...came.value.map(({ update_id: id }) => id)) } }
  // Posting needs none of this.
  return came.trouble.kind === 'rejected' ? { ok: true, value: {} } : came
}

export function asCopy(
  message: Message | undefined,
  { group, channel }: { readonly group: number; readonly channel: number },
): readonly Copy[] {
  const { chat, is_automatic_forward: automatic, forward_origin: origin, message_id: id } = message ?? {}
  if (!message || id === undefined || chat?.id !== group || automatic !== true) return []
  if (origin?.chat?.id !== channel || origin.message_id === undefined) return []
  return [{ message: id, original: origin.message_id, words: message }]
}
