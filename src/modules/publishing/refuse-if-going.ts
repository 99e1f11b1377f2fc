import { commonRefusals } from '#kit/contract'
import { refuse } from '#kit/errors'
import { type Call, mayDo } from '#modules/teams'

import type { DeliveryRow } from './held-delivery.ts'
import type { LockedPost } from './lock-post.ts'

/** What those who may publish have planned goes out as it stands: whoever may not changes drafts, and what they are asked about. */
export function refuseIfGoing({ acting }: Call, { post, deliveries }: LockedPost): void {
  if (post.approval === 'free' && deliveries.some(isToGo) && !mayDo(acting.role, 'posts.publish'))
    throw refuse(commonRefusals, 'NOT_ALLOWED')
}

export function isToGo({ state }: DeliveryRow): boolean {
  return state === 'waiting' || state === 'retrying'
}
