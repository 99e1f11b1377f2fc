import type { Json } from '#kit/json'
import type { Outcome, Publishing, Step } from '#networks/network'

import { type Begun, storedReason } from './attempts.ts'
import type { Attempt } from './contract.ts'
import { holdDelivery } from './crisis/hold-delivery.ts'
import { isHeldNow } from './crisis/is-held.ts'
import { finishDelivery } from './finish-delivery.ts'
import { pauseIn } from './hold-back.ts'
import { LeaseLost } from './lease-lost.ts'
import { persist } from './persist.ts'
import { reasons } from './reasons.ts'
import { afterLooking, afterSending, afterTakingDown, type Verdict } from './verdict.ts'
import { askNetwork, type Hand, type Made, withoutSecret, type Work } from './work-in-hand.ts'
import { type Outcoming, writeAndTell } from './write-and-tell.ts'

/** Sends one step, unless a crisis holds it. From the moment its attempt is written, a final step is in doubt until an answer says otherwise. */
export async function sendStep(work: Work, hand: Hand, step: Step): Promise<Made> {
  const { row, network, latest } = hand
  const attempt = await beginSending(work, hand, step)
  if (!attempt) return holdDelivery(work, hand)
  const outcome = await askNetwork(work, { ...hand, startedAt: attempt.startedAt, sends: true }, (job, environment) =>
    network.publishing.perform(step, job, environment),
  )
  const all = outcome.ok ? withResult(hand, step, outcome.value) : undefined
  if (all && isDone(work, all)) return finishDelivery(work, all, attempt)
  const verdict = afterSending(row, { step, latest }, outcome)
  return conclude(work, hand, { ...verdict, written: { ...writtenOf(attempt, verdict), pause: pauseIn(outcome, latest) } })
}

/** Looks whether a final step in doubt happened. */
export async function lookUpStep(work: Work, hand: Hand, step: Step): Promise<Made> {
  const attempt = await begin(work, hand, { kind: 'look-up', step })
  const verdict = afterLooking(hand.row, circumstances(hand, { step, attempt }), await lookUp(work, hand, { step, attempt }))
  return conclude(work, hand, { ...verdict, written: writtenOf(attempt, verdict) })
}

/** Deletes what is live. A step in doubt is looked for first, so that what turns up late is deleted too. */
export async function takeDownStep(work: Work, hand: Hand): Promise<Made> {
  const { row } = hand
  if (row.unclear_step !== null) {
    const step = { name: row.unclear_step, final: true }
    const attempt = await begin(work, hand, { kind: 'look-up', step })
    const outcome = await lookUp(work, hand, { step, attempt })
    const seen = afterLooking(row, circumstances(hand, { step, attempt }), outcome)
    const verdict: Verdict = outcome.ok && !outcome.value.found ? { outcome: 'absent', patch: {}, next: 'go-on' } : seen
    const made = await conclude(work, hand, { ...verdict, written: writtenOf(attempt, verdict) })
    // What was found is part of the row now: look at it anew before deleting.
    if (made.next === 'let-go' || verdict.outcome === 'found') return made
  }
  const step = { name: 'take-down', final: false }
  const attempt = await begin(work, hand, { kind: 'take-down', step })
  const verdict = afterTakingDown(row, circumstances(hand, { step, attempt }), await deleteFrom(work, hand, attempt))
  return conclude(work, hand, { ...verdict, written: writtenOf(attempt, verdict) })
}

/** Where the network lets nobody delete through its API, what is or was live is left to a person; where nothing was, there is nothing to delete. */
async function deleteFrom(work: Work, hand: Hand, { startedAt }: Begun): Promise<Outcome<void>> {
  const { takeDown } = hand.network.publishing
  if (takeDown) return askNetwork(work, { ...hand, startedAt }, takeDown)
  const wasLive = hand.row.live_parts > 0 || hand.row.published_at !== null
  return wasLive ? { ok: false, trouble: { kind: 'rejected', reason: reasons.deleteByHand } } : { ok: true, value: undefined }
}

interface Trying {
  readonly step: Step
  readonly attempt: Begun
}

function lookUp(work: Work, hand: Hand, { step, attempt }: Trying): ReturnType<Publishing['lookUp']> {
  return askNetwork(work, { ...hand, startedAt: attempt.startedAt }, (job, environment) =>
    hand.network.publishing.lookUp(step, job, environment),
  )
}

function circumstances({ network: { publishing }, account, row }: Hand, { step, attempt }: Trying) {
  return { step, absence: publishing.absenceOn?.(account, row.prepared) ?? publishing.absence, startedAt: attempt.startedAt }
}

/** Undefined where a crisis has begun meanwhile, whatever was known of it before. */
async function beginSending(work: Work, hand: Hand, step: Step): Promise<Begun | undefined> {
  try {
    return await begin(work, hand, { kind: 'send', step })
  } catch (error) {
    if (error instanceof LeaseLost && (await isHeldNow(work.needs.db, work.claimed))) return undefined
    throw error
  }
}

/** Committed before a byte leaves, and only while the lease still lasts. */
async function begin(work: Work, { row, frozen }: Hand, { kind, step }: { kind: Attempt['kind']; step: Step }): Promise<Begun> {
  const payload = { step: step.name, content: row.content, prepared: row.prepared, results: row.results }
  const begun = await work.rounds.begin({ claimed: work.claimed, kind, step, payload, frozen })
  work.lease.check()
  return begun
}

function withResult(hand: Hand, step: Step, result: Json): Hand {
  const { row } = hand
  const live_parts = row.live_parts + (step.final ? 1 : 0)
  return { ...hand, row: { ...row, results: { ...row.results, [step.name]: result }, live_parts } }
}

/** With this result saved, is nothing left to do? A network that cannot say is asked again when it is saved. */
function isDone({ needs, claimed }: Work, hand: Hand): boolean {
  try {
    return hand.network.publishing.nextStep(withoutSecret(hand.row, hand)) === undefined
  } catch (error) {
    needs.log.error({ err: error, deliveryId: claimed.deliveryId }, 'what comes after a step is not known')
    return false
  }
}

type Written = Omit<Outcoming, 'networkName' | 'handle'>

function writtenOf({ id }: Begun, { outcome, reason, patch, next }: Verdict): Written {
  const attempt = { id, outcome, reason: reason ? storedReason(reason) : null }
  const { state } = patch
  return { patch, attempt, ...(typeof state === 'string' && next === 'let-go' ? { state } : {}) }
}

/** Written the moment it is known, again and again while the database is away and the lease is ours. */
async function conclude(
  work: Work,
  { network, account }: Hand,
  { next, absent, written }: Pick<ReturnType<typeof afterLooking>, 'next' | 'absent'> & { readonly written: Written },
): Promise<Made> {
  const held = await persist(work, () => writeAndTell(work, { ...written, networkName: network.name, handle: account.handle }))
  return next === 'let-go' ? { next } : { next, held, absent: absent ?? false }
}
