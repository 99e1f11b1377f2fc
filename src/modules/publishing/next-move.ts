import type { Publishing, Step } from '#networks/network'

import type { DeliveryRow } from './held-delivery.ts'
import { mayBeOut } from './states.ts'

export type Move =
  | { readonly kind: 'prepare' }
  | { readonly kind: 'send'; readonly step: Step }
  | { readonly kind: 'look-up'; readonly step: Step }
  | { readonly kind: 'finish' }
  | { readonly kind: 'take-down' }
  /** Too late to go out by itself; `missed` while nothing of it can be out. */
  | { readonly kind: 'give-to-a-person'; readonly state: 'missed' | 'needs-a-person' }

export interface Circumstances {
  readonly now: Temporal.Instant
  /** The last moment at which it may be sent without a person. */
  readonly latest: Temporal.Instant
  /** Its next step, given the results so far; not asked for before the delivery is prepared. */
  readonly nextStep: () => ReturnType<Publishing['nextStep']>
  /** A look in this very run found nothing, and sending again is right. */
  readonly absent: boolean
}

/** What to do next for a delivery in hand. Pure: everything it depends on is in the row, so any worker goes on where another stopped. */
export function nextMove(row: DeliveryRow, circumstances: Circumstances): Move {
  if (row.state === 'taking-down') return { kind: 'take-down' }
  if (row.unclear_step !== null && !circumstances.absent) return { kind: 'look-up', step: { name: row.unclear_step, final: true } }
  const step = row.prepared === null ? undefined : circumstances.nextStep()
  if (row.prepared !== null && !step) return { kind: 'finish' }
  const late = Temporal.Instant.compare(circumstances.now, circumstances.latest) > 0
  if (late && !isWhollyOut(row)) return { kind: 'give-to-a-person', state: mayBeOut(row) ? 'needs-a-person' : 'missed' }
  return step ? { kind: 'send', step } : { kind: 'prepare' }
}

/** What a network still does then, such as reading the address, makes nothing visible and is never too late. */
export function isWhollyOut({ content, live_parts }: Pick<DeliveryRow, 'content' | 'live_parts'>): boolean {
  return content !== null && live_parts >= content.parts.length
}
