import { sql } from 'kysely'

import type { Reason } from '#networks/network'

import { storedReason } from './attempts.ts'
import { type DeliveryRow, letGo, patchHeld, whileHeld } from './held-delivery.ts'
import { mediaOf, toPostContent } from './post-content.ts'
import { reasons } from './reasons.ts'
import { tell } from './tell.ts'
import type { Surroundings, Work } from './work-in-hand.ts'

/** Freezes what will be said and chooses what will identify it on the network, once, before the first attempt. */
export async function prepareDelivery(work: Work, hand: Surroundings & { row: DeliveryRow }): Promise<{ next: 'go-on' | 'let-go' }> {
  const { needs, claimed } = work
  const { network } = hand
  const post = await needs.db
    .selectFrom('publishing.post')
    .select('content')
    .select(sql<Date>`clock_timestamp()`.as('now'))
    .where('workspace_id', '=', claimed.workspaceId)
    .where('id', '=', claimed.postId)
    .executeTakeFirstOrThrow()
  const media = await mediaOf(needs, needs.db, { workspaceId: claimed.workspaceId, contents: [post.content] })
  const content = toPostContent(post.content, { network: network.id, media })
  if (!content) return refuseIt(work, hand, reasons.imageGone)
  const wrong = network
    .rulesFor(hand.account.limits)
    .check(content)
    .find(({ severity }) => severity === 'error')
  if (wrong) return refuseIt(work, hand, wrong.reason)
  const prepared = network.publishing.prepare(content, post.now.toTemporalInstant())
  await whileHeld(needs.db, claimed, (tx) =>
    patchHeld(tx, claimed, {
      content: JSON.stringify(content),
      prepared: JSON.stringify(prepared),
      begun_at: sql<Date>`clock_timestamp()`,
      results: '{}',
    }),
  )
  return { next: 'go-on' }
}

/** What was acceptable when it was scheduled need not be any more; no byte leaves then. */
async function refuseIt(
  { needs, claimed }: Work,
  { row, network, account }: Surroundings & { row: DeliveryRow },
  reason: Reason,
): Promise<{ next: 'let-go' }> {
  await whileHeld(needs.db, claimed, async (tx) => {
    await patchHeld(tx, claimed, { ...letGo, state: 'rejected', reason: storedReason(reason), settled_at: sql<Date>`clock_timestamp()` })
    await tell(tx, needs, { row, state: 'rejected', networkName: network.name, handle: account.handle })
  })
  return { next: 'let-go' }
}
