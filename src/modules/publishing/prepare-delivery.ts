import { sql } from 'kysely'

import { withAltTexts } from '#networks/judge-media'
import type { Reason } from '#networks/network'

import { type Frozen, storedReason } from './attempts.ts'
import { letGo } from './held-delivery.ts'
import { rulesFor } from './link-plans.ts'
import { withMadeLinks } from './make-links.ts'
import { reasons } from './reasons.ts'
import { sendStep } from './try-step.ts'
import { type Hand, type Made, withoutSecret, type Work } from './work-in-hand.ts'
import { writeAndTell } from './write-and-tell.ts'

/** Freezes what will be said and chooses what will identify it on the network, once: saved with the first attempt, which follows at once. */
export async function prepareAndSend(work: Work, hand: Hand): Promise<Made> {
  const { row, network, now } = hand
  const frozen = await freeze(work, hand)
  if ('wrong' in frozen) return refuseIt(work, hand, frozen.wrong)
  const prepared = { ...row, ...frozen, begun_at: new Date(now.epochMilliseconds) }
  const step = network.publishing.nextStep(withoutSecret(prepared, hand))
  if (!step) throw new Error(`${network.name} has nothing to do for a post that was never sent.`)
  return sendStep(work, { ...hand, row: prepared, frozen }, step)
}

/** Short links are made last, when nothing else stands in the way. Where that fails nothing was sent, and it is tried again like any fault of our own. */
async function freeze({ needs, lease }: Work, hand: Hand): Promise<Frozen | { readonly wrong: Reason }> {
  const { network, account, altTexts, written, expired, linked, row, now } = hand
  if (!written) return { wrong: reasons.imageGone }
  if (expired) return { wrong: reasons.mediaExpired }
  const rules = network.rulesFor(account.limits)
  const copy = await linked?.brand.forPost(needs.db, { ...linked, id: row.post_id })
  const links = copy?.(account)
  const findings = withAltTexts(rulesFor(rules, links).check(written), altTexts)
  const wrong = findings.find(({ severity }) => severity === 'error')
  if (wrong) return { wrong: wrong.reason }
  lease.check()
  const content = linked && links ? await withMadeLinks(needs, { row, campaignId: linked.campaignId, links, rules, written }) : written
  return { content, prepared: network.publishing.prepare(content, now) }
}

/** What was acceptable when it was scheduled need not be any more; no byte leaves then. */
async function refuseIt(work: Work, { network, account }: Hand, reason: Reason): Promise<Made> {
  const patch = { ...letGo, state: 'rejected', reason: storedReason(reason), settled_at: sql<Date>`clock_timestamp()` } as const
  await writeAndTell(work, { patch, state: 'rejected', networkName: network.name, handle: account.handle })
  return { next: 'let-go' }
}
