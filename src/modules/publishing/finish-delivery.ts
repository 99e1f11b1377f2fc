import { sql } from 'kysely'

import type { Published } from '#networks/network'

import { letGo } from './held-delivery.ts'
import { type Hand, type Made, withoutSecret, type Work } from './work-in-hand.ts'
import { type Outcoming, writeAndTell } from './write-and-tell.ts'
import type { Writing } from './write-held.ts'

/** Everything was accepted: it is live, and nothing from here on can send it again. */
export async function finishDelivery(work: Work, hand: Hand): Promise<Made> {
  const { network, account } = hand
  await writeAndTell(work, { ...asPublished(work, hand, { patch: {} }), networkName: network.name, handle: account.handle })
  return { next: 'let-go' }
}

/** The same, as part of what else is written. `hand.row` is how it stands with everything accepted. */
export function asPublished(work: Work, hand: Hand, { patch, ...writing }: Writing): Pick<Outcoming, 'state' | keyof Writing> {
  const published = whereItIs(work, hand)
  return {
    ...writing,
    patch: {
      ...patch,
      ...letGo,
      state: 'published',
      reason: null,
      external_id: published?.externalId ?? null,
      url: published?.url ?? null,
      published_at: sql<Date>`clock_timestamp()`,
      settled_at: sql<Date>`clock_timestamp()`,
    },
    live: { at: published },
    state: 'published',
  }
}

/** Without its address a post is still live: a fault here must not look like one of sending. */
function whereItIs({ needs, claimed }: Work, hand: Hand): Published | undefined {
  try {
    return hand.network.publishing.published(withoutSecret(hand.row, hand))
  } catch (error) {
    needs.log.error({ err: error, deliveryId: claimed.deliveryId }, 'the address of a published post is not known')
    return undefined
  }
}
