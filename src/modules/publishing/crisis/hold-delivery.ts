import { storedReason } from '../attempts.ts'
import { letGo } from '../held-delivery.ts'
import { reasons } from '../reasons.ts'
import { mayBeOut } from '../states.ts'
import type { Hand, Made, Work } from '../work-in-hand.ts'
import { writeHeld } from '../write-held.ts'

/** A crisis has begun while this was in hand: nothing more of it is sent, and a person decides when it is over. Nobody is told of each one. */
export async function holdDelivery({ needs, claimed }: Work, { row }: Hand): Promise<Made> {
  const state = mayBeOut(row) ? 'needs-a-person' : 'missed'
  await writeHeld(needs.db, claimed, { patch: { ...letGo, state, reason: storedReason(reasons.crisis) } })
  return { next: 'let-go' }
}
