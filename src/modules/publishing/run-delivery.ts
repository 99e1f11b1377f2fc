import { sql } from 'kysely'

import { storedReason } from './attempts.ts'
import { backOff } from './back-off.ts'
import { holdDelivery } from './crisis/hold-delivery.ts'
import { isHeldNow } from './crisis/is-held.ts'
import { finishDelivery } from './finish-delivery.ts'
import { type DeliveryRow, type Held, inSeconds, letGo, readHeld } from './held-delivery.ts'
import { holdLease } from './hold-lease.ts'
import { LeaseLost } from './lease-lost.ts'
import type { WorkerNeeds } from './needs.ts'
import { type Move, nextMove } from './next-move.ts'
import { prepareAndSend } from './prepare-delivery.ts'
import { reasons } from './reasons.ts'
import { mayBeOut } from './states.ts'
import type { Gone, Taken } from './take-up.ts'
import { lookUpStep, sendStep, takeDownStep } from './try-step.ts'
import { type Hand, type Made, withoutSecret, type Work } from './work-in-hand.ts'
import { writeAndTell } from './write-and-tell.ts'
import { writeHeld } from './write-held.ts'

/** Brings one delivery as far as it will go now. Never throws: what cannot be written now is found by the next sweep. */
export async function runDelivery(
  needs: WorkerNeeds,
  taken: Taken,
  { timing, rounds, gate, stopping }: Pick<Work, 'timing' | 'rounds' | 'gate' | 'stopping'>,
): Promise<void> {
  const { claimed } = taken
  using lease = holdLease({ db: needs.db, log: needs.log, timing }, claimed)
  const work: Work = { needs, timing, claimed, lease, rounds, gate, stopping }
  const about = { deliveryId: claimed.deliveryId, workspaceId: claimed.workspaceId }
  try {
    await goOn(work, taken)
  } catch (error) {
    if (error instanceof LeaseLost || lease.signal.aborted) return needs.log.warn(about, 'another worker has this delivery now')
    needs.log.error({ ...about, err: error }, 'a delivery stumbled')
    await stumble(work).catch((failure: unknown) => needs.log.error({ ...about, err: failure }, 'a delivery was left to its lease'))
  }
}

/** Nobody else changes the row meanwhile: what each write answers is how it stands. */
async function goOn(work: Work, { around, written, expired, linked, held: first }: Taken): Promise<void> {
  if ('gone' in around) return leaveToAPerson(work, around)
  let held: Held = first
  let absent = false
  for (;;) {
    if (work.stopping.aborted || isHeld(held.row)) return release(work, held.row)
    const hand: Hand = { ...around, ...held, written, expired, linked }
    const nextStep = () => around.network.publishing.nextStep(withoutSecret(hand.row, hand))
    const move = nextMove(hand.row, { now: hand.now, absent, latest: around.latest, nextStep })
    const made = (await isHeldBack(work, hand, move)) ? await holdDelivery(work, hand) : await make(work, hand, move)
    if (made.next === 'let-go') return
    held = made.held
    absent = made.absent ?? false
  }
}

/** In a crisis nothing more is sent; looking, adopting and taking down go on. */
async function isHeldBack({ needs, gate, claimed }: Work, { row }: Hand, { kind }: Move): Promise<boolean> {
  if (row.is_answer || (kind !== 'send' && kind !== 'prepare' && kind !== 'give-to-a-person')) return false
  // What the gate knows may be half a second old: a crisis that has just ended holds nothing that was decided since.
  return (await gate.holds({ ...claimed, brandId: row.brand_id })) && isHeldNow(needs.db, claimed)
}

/** Taken up from a dead worker after somebody took back their yes: it waits until it has one again. */
function isHeld(row: DeliveryRow): boolean {
  return !row.cleared && row.wish === 'publish' && !mayBeOut(row)
}

async function make(work: Work, hand: Hand, move: Move): Promise<Made> {
  switch (move.kind) {
    case 'prepare':
      return prepareAndSend(work, hand)
    case 'send':
      return sendStep(work, hand, move.step)
    case 'look-up':
      return lookUpStep(work, hand, move.step)
    case 'take-down':
      return takeDownStep(work, hand)
    case 'finish':
      return finishDelivery(work, hand)
    case 'give-to-a-person':
      return giveToAPerson(work, hand, move.state)
  }
}

async function leaveToAPerson(work: Work, { gone, networkName, handle }: Gone): Promise<void> {
  const patch = { ...letGo, state: 'needs-a-person', reason: storedReason(gone) } as const
  await writeAndTell(work, { patch, state: 'needs-a-person', networkName, handle })
}

/** The last trouble is the better reason: it says why it did not go out in time. */
async function giveToAPerson(work: Work, { row, network, account }: Hand, state: 'missed' | 'needs-a-person'): Promise<Made> {
  const patch = { ...letGo, state, reason: storedReason(row.reason ?? reasons.tooLate) }
  await writeAndTell(work, { patch, state, networkName: network.name, handle: account.handle })
  return { next: 'let-go' }
}

/** Another worker, or this one after its restart, can take it up at once. */
async function release({ needs, claimed }: Work, row: DeliveryRow): Promise<void> {
  await writeHeld(needs.db, claimed, { patch: { ...atRest(row), next_try_at: sql<Date>`clock_timestamp()` } })
}

async function stumble(work: Work): Promise<void> {
  const { needs, claimed } = work
  const row = await readHeld(needs.db, claimed)
  if (row.tries >= mostStumbles) return giveUp(work, row)
  const later = { tries: row.tries + 1, next_try_at: inSeconds(backOff(row.tries)), reason: storedReason(reasons.unexpected) }
  await writeHeld(needs.db, claimed, { patch: { ...atRest(row), ...later } })
}

/** A fault of our own that stays needs the operator; the person who waits for the post is told that it does. */
const mostStumbles = 60

async function giveUp(work: Work, row: DeliveryRow): Promise<void> {
  const patch = { ...letGo, state: 'needs-a-person', reason: storedReason(reasons.unexpected) } as const
  await writeAndTell(work, { patch, state: 'needs-a-person', networkName: row.network, handle: '' })
}

function atRest(row: DeliveryRow) {
  const free = { lease: null, lease_until: null } as const
  if (row.state !== 'sending') return free
  // Its bytes may have left at any moment until now.
  if (row.unclear_step !== null) return { ...free, state: 'unconfirmed', unclear_since: sql<Date>`clock_timestamp()` } as const
  return { ...free, state: row.prepared === null ? 'waiting' : 'retrying' } as const
}
