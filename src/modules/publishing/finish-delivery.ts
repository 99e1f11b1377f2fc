import { sql } from 'kysely'

import type { Published } from '#networks/network'

import { isOursAfterAll } from './forget-timeline.ts'
import { type DeliveryRow, letGo, patchHeld, whileHeld } from './held-delivery.ts'
import { showAsPublished } from './show-as-published.ts'
import { tell } from './tell.ts'
import { type Surroundings, withoutSecret, type Work } from './work-in-hand.ts'

/** Everything was accepted: it is live, and nothing from here on can send it again. */
export async function finishDelivery(work: Work, hand: Surroundings & { row: DeliveryRow }): Promise<{ next: 'let-go' }> {
  const { needs, claimed } = work
  const { row, network, account } = hand
  const seen = whereItIs(work, hand)
  await whileHeld(needs.db, { ...claimed, locksPost: true }, async (tx) => {
    await patchHeld(tx, claimed, {
      ...letGo,
      state: 'published',
      reason: null,
      external_id: seen?.externalId ?? null,
      url: seen?.url ?? null,
      published_at: sql<Date>`clock_timestamp()`,
      settled_at: sql<Date>`clock_timestamp()`,
    })
    if (seen) await isOursAfterAll(tx, { workspaceId: claimed.workspaceId, accountId: row.account_id, externalId: seen.externalId })
    await showAsPublished(tx, { workspaceId: claimed.workspaceId, postId: claimed.postId, url: seen?.url })
    await tell(tx, needs, {
      row,
      state: 'published',
      networkName: network.name,
      handle: account.handle,
      ...(seen ? { published: seen } : {}),
    })
  })
  return { next: 'let-go' }
}

/** Without its address a post is still live: a fault here must not look like one of sending. */
function whereItIs({ needs, claimed }: Work, hand: Surroundings & { row: DeliveryRow }): Published | undefined {
  try {
    return hand.network.publishing.published(withoutSecret(hand.row, hand))
  } catch (error) {
    needs.log.error({ err: error, deliveryId: claimed.deliveryId }, 'the address of a published post is not known')
    return undefined
  }
}
