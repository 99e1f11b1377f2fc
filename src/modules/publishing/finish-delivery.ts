import type { Published, QuotaUse } from '#networks/network'

import type { Begun } from './attempts.ts'
import { LeaseLost } from './lease-lost.ts'
import { leftOutOf } from './left-out-of.ts'
import { persist } from './persist.ts'
import { isNews, tell } from './tell.ts'
import { usd } from './uses.ts'
import { type Hand, type Made, withoutSecret, type Work } from './work-in-hand.ts'
import { type Finished, writePublished } from './write-published.ts'

/** Everything was accepted, as `hand.row` says: it is live, and nothing from here on can send it again. */
export async function finishDelivery(work: Work, hand: Hand, last?: Begun): Promise<Made> {
  const { results, live_parts } = hand.row
  const finished: Finished = {
    claimed: work.claimed,
    results,
    liveParts: live_parts,
    at: whereItIs(work, hand),
    uses: usesOf(hand),
    ...(last ? { attemptId: last.id } : {}),
  }
  await persist(work, () => write(work, hand, finished))
  return { next: 'let-go' }
}

/** Together with others, unless somebody wants, or has, to hear of it in the same transaction. */
async function write({ needs, rounds }: Work, { network, account, row: { is_answer: isAnswer } }: Hand, finished: Finished): Promise<void> {
  const quiet = !isNews(needs, { state: 'published', isAnswer }) && leftOutOf(finished).length === 0
  if (quiet) return void (await rounds.finish(finished))
  await needs.db.transaction().execute(async (tx) => {
    const [row] = await writePublished(tx, [finished])
    if (!row) throw new LeaseLost()
    await tell(tx, needs, { row, state: 'published', networkName: network.name, handle: account.handle, published: finished.at })
  })
}

/** Money among the rest; what is not used is not counted. */
function usesOf({ network, account, row }: Hand): readonly QuotaUse[] {
  if (row.content === null) return []
  const rules = network.rulesFor(account.limits)
  const cost = rules.cost?.(row.content) ?? 0
  const uses = [...(rules.uses?.(row.content) ?? []), { name: usd, amount: cost }]
  return uses.filter(({ amount }) => amount > 0)
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
