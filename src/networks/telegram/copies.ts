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

/**
 * The copies of the channel's posts that the bot was told of lately. A bot is told of nothing that it sends itself, but of what the network
 * copies into the group: the only sight it ever gets of its own posts. Empty where there is no group, or the bot hears nothing there.
 */
export async function latelyCopied(
  { access }: Pick<Delivery, 'access'>,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly Copy[]>> {
  const group = heardGroup(access)
  if (!group) return { ok: true, value: [] }
  const came = await getUpdates({}, access, environment)
  if (!came.ok) return came
  const channel = channelOf(access)
  return { ok: true, value: came.value.flatMap(({ message }) => asCopy(message, { group: group.id, channel })) }
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
