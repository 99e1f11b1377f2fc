import type { Decision, DeliveryState, PostState, publishingRefusals } from './contract.ts'
import { reasons } from './reasons.ts'

/** What is known of a delivery, as far as it decides what may happen to it. */
export interface Standing {
  readonly state: DeliveryState
  readonly wish: 'publish' | 'take-down'
  readonly live_parts: number
  readonly unclear_step: string | null
  readonly reason: { readonly code: string } | null
}

/** Could any part of it be seen on the network? Only a `no` allows changing, cancelling or sending anew. */
export function mayBeOut({ state, live_parts, unclear_step }: Standing): boolean {
  return state === 'published' || live_parts > 0 || unclear_step !== null
}

/** What a person can decide about this delivery, best first. */
export function decisionsFor(delivery: Standing): Decision[] {
  switch (delivery.state) {
    case 'retrying':
    case 'rejected':
      return mayBeOut(delivery) ? partlyOut(delivery) : ['send-now', 'cancel']
    case 'missed':
      return ['send-now', 'cancel']
    case 'unconfirmed':
      return ['look-again', 'mark-published']
    case 'needs-a-person':
      return whenAPersonIsNeeded(delivery)
    case 'waiting':
    case 'sending':
    case 'published':
    case 'taking-down':
    case 'taken-down':
    case 'cancelled':
      return []
  }
}

function partlyOut({ state }: Standing): Decision[] {
  return state === 'retrying' ? ['send-now'] : ['send-now', 'mark-published']
}

function whenAPersonIsNeeded(delivery: Standing): Decision[] {
  if (delivery.wish === 'take-down') return whenDeletingNeedsAPerson(delivery)
  if (delivery.unclear_step !== null) return ['look-again', 'mark-published', 'send-now']
  return mayBeOut(delivery) ? ['send-now', 'mark-published'] : ['send-now', 'cancel']
}

/** Looking again deletes once more, where Hearth can. */
function whenDeletingNeedsAPerson({ reason }: Standing): Decision[] {
  const byHand = reason?.code === reasons.deleteByHand.code
  return byHand ? ['mark-taken-down', 'mark-published'] : ['look-again', 'mark-taken-down', 'mark-published']
}

/** The post as a whole, read off its deliveries. What needs a person comes first, then what is moving, then what is settled. */
export function postState(deliveries: readonly Pick<Standing, 'state'>[]): PostState {
  const states = new Set(deliveries.map(({ state }) => state))
  const some = (...wanted: DeliveryState[]) => wanted.some((state) => states.has(state))
  if (states.size === 0) return 'draft'
  if (some('rejected', 'missed', 'needs-a-person')) return 'attention'
  if (some('sending', 'retrying', 'unconfirmed', 'taking-down')) return 'sending'
  if (some('waiting')) return some('published') ? 'sending' : 'scheduled'
  if (some('published')) return 'published'
  return some('taken-down') ? 'taken-down' : 'cancelled'
}

/** Why a post cannot be edited, moved, unscheduled or removed any more; undefined while all its deliveries surely never left. */
export function whyFixed(
  deliveries: readonly Standing[],
): (keyof typeof publishingRefusals & ('POST_IS_SENDING' | 'POST_IS_OUT')) | undefined {
  if (deliveries.some(isMoving)) return 'POST_IS_SENDING'
  if (deliveries.some((delivery) => mayBeOut(delivery) || delivery.state === 'taken-down')) return 'POST_IS_OUT'
  return undefined
}

function isMoving(delivery: Standing): boolean {
  const { state } = delivery
  return state === 'sending' || state === 'taking-down' || ((state === 'retrying' || state === 'unconfirmed') && mayBeOut(delivery))
}

/** Is there something to delete on the network? */
export function canBeTakenDown(delivery: Standing): boolean {
  return mayBeOut(delivery) && delivery.state !== 'sending' && delivery.state !== 'taking-down' && delivery.state !== 'taken-down'
}
