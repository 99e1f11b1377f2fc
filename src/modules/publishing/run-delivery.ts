import { sql } from 'kysely'

import { storedReason } from './attempts.ts'
import { backOff } from './back-off.ts'
import type { Claimed } from './claim-deliveries.ts'
import { finishDelivery } from './finish-delivery.ts'
import { type DeliveryRow, inSeconds, letGo, patchHeld, readHeld, whileHeld } from './held-delivery.ts'
import { holdLease, LeaseLost } from './hold-lease.ts'
import type { WorkerNeeds } from './needs.ts'
import { type Move, nextMove } from './next-move.ts'
import { prepareDelivery } from './prepare-delivery.ts'
import { reasons } from './reasons.ts'
import { tell } from './tell.ts'
import type { Timing } from './timing.ts'
import { lookUpStep, sendStep, takeDownStep } from './try-step.ts'
import { type Surroundings, withoutSecret, type Work } from './work-in-hand.ts'

/** Brings one claimed delivery as far as it will go now. Never throws: what cannot be written now is found by the next sweep. */
export async function runDelivery(
  needs: WorkerNeeds,
  claimed: Claimed,
  { timing, stopping }: { timing: Timing; stopping: AbortSignal },
): Promise<void> {
  using lease = holdLease({ db: needs.db, log: needs.log, timing }, claimed)
  const work: Work = { needs, timing, claimed, lease, stopping }
  const about = { deliveryId: claimed.deliveryId, workspaceId: claimed.workspaceId }
  try {
    await goOn(work)
  } catch (error) {
    if (error instanceof LeaseLost || lease.signal.aborted) return needs.log.warn(about, 'another worker has this delivery now')
    needs.log.error({ ...about, err: error }, 'a delivery stumbled')
    await stumble(work).catch((failure: unknown) => needs.log.error({ ...about, err: failure }, 'a delivery was left to its lease'))
  }
}

async function goOn(work: Work): Promise<void> {
  let absent = false
  for (;;) {
    const { row, now } = await readHeld(work.needs.db, work.claimed)
    if (work.stopping.aborted) return release(work, row)
    const around = await lookAround(work, row)
    if (!around) return
    const move = nextMove(row, {
      now,
      absent,
      latest: around.latest,
      nextStep: () => around.network.publishing.nextStep(withoutSecret(row, around)),
    })
    absent = false
    const done = await make(work, { ...around, row }, move)
    if (done.next === 'let-go') return
    absent = done.absent ?? false
  }
}

interface Made {
  readonly next: 'go-on' | 'let-go'
  readonly absent?: true
}

async function make(work: Work, hand: Surroundings & { row: DeliveryRow }, move: Move): Promise<Made> {
  switch (move.kind) {
    case 'prepare':
      return prepareDelivery(work, hand)
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

/** The network and account it belongs to; where one of them is gone, a person is asked. */
async function lookAround(work: Work, row: DeliveryRow): Promise<Surroundings | undefined> {
  const { needs, claimed } = work
  const { workspaceId } = claimed
  const network = needs.network(row.network)
  const [account] = await needs.accounts.find(needs.db, { workspaceId, ids: [row.account_id] })
  if (network?.publishing && account) {
    const { graceMinutes } = await needs.brand(needs.db, { workspaceId, brandId: row.brand_id })
    const latest = row.due_at.toTemporalInstant().add({ minutes: graceMinutes })
    return { network: { ...network, publishing: network.publishing }, account, latest }
  }
  const reason = account ? reasons.networkGone : reasons.accountGone
  await whileHeld(needs.db, claimed, async (tx) => {
    await patchHeld(tx, claimed, { ...letGo, state: 'needs-a-person', reason: storedReason(reason) })
    await tell(tx, needs, { row, state: 'needs-a-person', networkName: network?.name ?? row.network, handle: account?.handle ?? '' })
  })
  return undefined
}

/** The last trouble is the better reason: it says why it did not go out in time. */
async function giveToAPerson(
  { needs, claimed }: Work,
  { row, network, account }: Surroundings & { row: DeliveryRow },
  state: 'missed' | 'needs-a-person',
): Promise<Made> {
  await whileHeld(needs.db, claimed, async (tx) => {
    await patchHeld(tx, claimed, { ...letGo, state, reason: storedReason(row.reason ?? reasons.tooLate) })
    await tell(tx, needs, { row, state, networkName: network.name, handle: account.handle })
  })
  return { next: 'let-go' }
}

/** Another worker, or this one after its restart, can take it up at once. */
async function release({ needs, claimed }: Work, row: DeliveryRow): Promise<void> {
  await whileHeld(needs.db, claimed, (tx) => patchHeld(tx, claimed, { ...atRest(row), next_try_at: sql<Date>`clock_timestamp()` }))
}

async function stumble(work: Work): Promise<void> {
  const { needs, claimed } = work
  const { row } = await readHeld(needs.db, claimed)
  if (row.tries >= mostStumbles) return giveUp(work, row)
  const later = { tries: row.tries + 1, next_try_at: inSeconds(backOff(row.tries)), reason: storedReason(reasons.unexpected) }
  await whileHeld(needs.db, claimed, (tx) => patchHeld(tx, claimed, { ...atRest(row), ...later }))
}

/** A fault of our own that stays needs the operator; the person who waits for the post is told that it does. */
const mostStumbles = 60

async function giveUp({ needs, claimed }: Work, row: DeliveryRow): Promise<void> {
  await whileHeld(needs.db, claimed, async (tx) => {
    await patchHeld(tx, claimed, { ...letGo, state: 'needs-a-person', reason: storedReason(reasons.unexpected) })
    await tell(tx, needs, { row, state: 'needs-a-person', networkName: row.network, handle: '' })
  })
}

function atRest(row: DeliveryRow) {
  const free = { lease: null, lease_until: null } as const
  if (row.state !== 'sending') return free
  // Its bytes may have left at any moment until now.
  if (row.unclear_step !== null) return { ...free, state: 'unconfirmed', unclear_since: sql<Date>`clock_timestamp()` } as const
  return { ...free, state: row.prepared === null ? 'waiting' : 'retrying' } as const
}
