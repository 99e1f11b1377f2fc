import { RequestFailure } from '#kit/http'
import type { CrisisGate } from '#modules/governance'

import type { DeliveryRow } from '../held-delivery.ts'

/** What is asked before a request of a step, and once more before its first byte. */
export interface Passing extends Disposable {
  /** Throws, with nothing sent, where a crisis has begun. */
  check(): Promise<void>
  readonly mayLeave: () => boolean
}

/** For what is sent of a post; looks, take-downs and answers pass always. */
export function passingFor(gate: CrisisGate, sending: { row: DeliveryRow; since: Temporal.Instant } | undefined): Passing {
  if (!sending || sending.row.is_answer) return { check: async () => undefined, mayLeave: () => true, [Symbol.dispose]: () => undefined }
  const { row, since } = sending
  const leaving = { workspaceId: row.workspace_id, brandId: row.brand_id, postId: row.post_id, since }
  const watch = gate.watch()
  return {
    check: async () => {
      if (await gate.holds(leaving)) throw new RequestFailure('A crisis holds this post.', { stage: 'refused', sent: false })
    },
    mayLeave: () => gate.mayLeave(leaving),
    [Symbol.dispose]: () => watch[Symbol.dispose](),
  }
}
