import { sql } from 'kysely'

import type { Json } from '#kit/json'
import type { Outcome, Step, Trouble } from '#networks/network'

import { finishAttempt, startAttempt } from './attempts.ts'
import type { Attempt } from './contract.ts'
import { type DeliveryRow, patchHeld, whileHeld } from './held-delivery.ts'
import { holdBack } from './hold-back.ts'
import { LeaseLost } from './hold-lease.ts'
import { reasons } from './reasons.ts'
import { tell } from './tell.ts'
import { afterLooking, afterSending, afterTakingDown, type Verdict } from './verdict.ts'
import { askNetwork, type Surroundings, type Work } from './work-in-hand.ts'

type Hand = Surroundings & { readonly row: DeliveryRow }

/** Sends one step. From the moment its attempt is written, a final step is in doubt until an answer says otherwise. */
export async function sendStep(work: Work, hand: Hand, step: Step): Promise<Verdict> {
  const { row, network, latest } = hand
  const attempt = await begin(work, hand, { kind: 'send', step })
  const outcome = await askNetwork(work, { ...hand, startedAt: attempt.startedAt }, (job, environment) =>
    network.publishing.perform(step, job, environment),
  )
  const verdict = afterSending(row, { step, latest }, outcome)
  await conclude(work, hand, { attempt, verdict, ...(outcome.ok ? {} : { trouble: outcome.trouble }) })
  return verdict
}

/** Looks whether a final step in doubt happened. */
export async function lookUpStep(work: Work, hand: Hand, step: Step): Promise<ReturnType<typeof afterLooking>> {
  const { row, network } = hand
  const attempt = await begin(work, hand, { kind: 'look-up', step })
  const outcome = await askNetwork(work, { ...hand, startedAt: attempt.startedAt }, (job, environment) =>
    network.publishing.lookUp(step, job, environment),
  )
  const verdict = afterLooking(row, { step, absence: network.publishing.absence, startedAt: attempt.startedAt }, outcome)
  await conclude(work, hand, { attempt, verdict })
  return verdict
}

/** Deletes what is live. A step in doubt is looked for first, so that what turns up late is deleted too. */
export async function takeDownStep(work: Work, hand: Hand): Promise<Verdict> {
  const { row, network } = hand
  if (row.unclear_step !== null) {
    const step = { name: row.unclear_step, final: true }
    const attempt = await begin(work, hand, { kind: 'look-up', step })
    const outcome = await askNetwork(work, { ...hand, startedAt: attempt.startedAt }, (job, environment) =>
      network.publishing.lookUp(step, job, environment),
    )
    const seen = afterLooking(row, { step, absence: network.publishing.absence, startedAt: attempt.startedAt }, outcome)
    const verdict: Verdict = outcome.ok && !outcome.value.found ? { outcome: 'absent', patch: {}, next: 'go-on' } : seen
    await conclude(work, hand, { attempt, verdict })
    // What was found is part of the row now: read it again before deleting.
    if (verdict.next === 'let-go' || verdict.outcome === 'found') return verdict
  }
  const attempt = await begin(work, hand, { kind: 'take-down', step: { name: 'take-down', final: false } })
  const outcome = await deleteFrom(work, hand, attempt)
  const verdict = afterTakingDown(row, { absence: network.publishing.absence, startedAt: attempt.startedAt }, outcome)
  await conclude(work, hand, { attempt, verdict })
  return verdict
}

/** Where the network lets nobody delete through its API, what is or was live is left to a person; where nothing was, there is nothing to delete. */
async function deleteFrom(work: Work, hand: Hand, { startedAt }: Begun): Promise<Outcome<void>> {
  const { takeDown } = hand.network.publishing
  if (takeDown) return askNetwork(work, { ...hand, startedAt }, takeDown)
  const wasLive = hand.row.live_parts > 0 || hand.row.published_at !== null
  return wasLive ? { ok: false, trouble: { kind: 'rejected', reason: reasons.deleteByHand } } : { ok: true, value: undefined }
}

interface Begun {
  readonly id: string
  readonly startedAt: Temporal.Instant
}

/** Committed before a byte leaves, and only while the lease still lasts. */
async function begin(work: Work, { row }: Hand, { kind, step }: { kind: Attempt['kind']; step: Step }): Promise<Begun> {
  const inDoubt = kind === 'send' && step.final ? { unclear_step: step.name, unclear_since: sql<Date>`clock_timestamp()` } : {}
  const sending = kind === 'send' ? { state: 'sending' as const, resend_allowed: false, ...inDoubt } : {}
  const payload: Json = { step: step.name, content: asJson(row.content), prepared: row.prepared, results: row.results }
  const begun = await whileHeld(work.needs.db, { ...work.claimed, mustLast: true }, async (tx) => {
    const attempt = await startAttempt(tx, work.claimed, { kind, step: step.name, payload })
    await patchHeld(tx, work.claimed, { attempts: sql<number>`attempts + 1`, ...sending })
    return attempt
  })
  work.lease.check()
  return begun
}

/** Written the moment it is known, again and again while the database is away and the lease is ours. */
async function conclude(
  work: Work,
  { row, network, account, latest }: Hand,
  { attempt, verdict, trouble }: { attempt: Begun; verdict: Verdict; trouble?: Trouble },
): Promise<void> {
  const { needs, claimed, lease } = work
  for (let failures = 0; ; failures += 1) {
    try {
      return await whileHeld(needs.db, claimed, async (tx) => {
        await finishAttempt(tx, claimed, { id: attempt.id, outcome: verdict.outcome, reason: verdict.reason })
        await patchHeld(tx, claimed, verdict.patch)
        if (trouble) await holdBack(tx, { row, trouble, latest })
        const { state } = verdict.patch
        if (typeof state === 'string' && verdict.next === 'let-go') {
          await tell(tx, needs, { row: { ...row, attempts: row.attempts + 1 }, state, networkName: network.name, handle: account.handle })
        }
      })
    } catch (error) {
      if (error instanceof LeaseLost || lease.signal.aborted || failures >= mostFailures) throw error
      needs.log.warn({ err: error, deliveryId: claimed.deliveryId }, 'a result could not be saved yet')
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }
}

/** In some six seconds a database comes back, or the fault is not in the moment. */
const mostFailures = 20

function asJson(value: DeliveryRow['content']): Json {
  return JSON.parse(JSON.stringify(value))
}
