import { sql } from 'kysely'

import { withAltTexts } from '#networks/judge-media'
import type { Reason } from '#networks/network'

import { type Frozen, storedReason } from './attempts.ts'
import { letGo } from './held-delivery.ts'
import { reasons } from './reasons.ts'
import { sendStep } from './try-step.ts'
import { type Hand, type Made, withoutSecret, type Work } from './work-in-hand.ts'
import { writeAndTell } from './write-and-tell.ts'

/** Freezes what will be said and chooses what will identify it on the network, once: saved with the first attempt, which follows at once. */
export async function prepareAndSend(work: Work, hand: Hand): Promise<Made> {
  const { row, network, now } = hand
  const frozen = freeze(hand)
  if ('wrong' in frozen) return refuseIt(work, hand, frozen.wrong)
  const prepared = { ...row, ...frozen, begun_at: new Date(now.epochMilliseconds) }
  const step = network.publishing.nextStep(withoutSecret(prepared, hand))
  if (!step) throw new Error(`${network.name} has nothing to do for a post that was never sent.`)
  return sendStep(work, { ...hand, row: prepared, frozen }, step)
}

function freeze({ network, account, altTexts, written, expired, now }: Hand): Frozen | { readonly wrong: Reason } {
  if (!written) return { wrong: reasons.imageGone }
  if (expired) return { wrong: reasons.mediaExpired }
  const findings = withAltTexts(network.rulesFor(account.limits).check(written), altTexts)
  const wrong = findings.find(({ severity }) => severity === 'error')
  if (wrong) return { wrong: wrong.reason }
  return { content: written, prepared: network.publishing.prepare(written, now) }
}

/** What was acceptable when it was scheduled need not be any more; no byte leaves then. */
async function refuseIt(work: Work, { network, account }: Hand, reason: Reason): Promise<Made> {
  const patch = { ...letGo, state: 'rejected', reason: storedReason(reason), settled_at: sql<Date>`clock_timestamp()` } as const
  await writeAndTell(work, { patch, state: 'rejected', networkName: network.name, handle: account.handle })
  return { next: 'let-go' }
}
