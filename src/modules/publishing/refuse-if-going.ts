import { commonRefusals } from '#kit/contract'
import { refuse } from '#kit/errors'
import { type Call, mayDo } from '#modules/teams'

import type { DeliveryRow } from './held-delivery.ts'
import type { LockedPost } from './lock-post.ts'

/** What is planned goes out as it stands: whoever may not publish changes drafts only. */
export function refuseIfGoing({ acting }: Call, { deliveries }: LockedPost): void {
  if (deliveries.some(isToGo) && !mayDo(acting.role, 'posts.publish')) throw refuse(commonRefusals, 'NOT_ALLOWED')
}

export function isToGo({ state }: DeliveryRow): boolean {
  return state === 'waiting' || state === 'retrying'
}
