import { type RawBuilder, sql } from 'kysely'

import type { Reason } from '#networks/network'

import { forPeople } from './attempts.ts'
import type { Delivery } from './contract.ts'
import type { DeliveryRow } from './held-delivery.ts'

/** What is known of a copy's newest correction. Null where there is none, or it stands. */
type Known = { readonly reason: Reason | null } | null

/** As a column of a query over `publishing.delivery`. */
export const knownCorrection: RawBuilder<Known> = sql<Known>`(
  select jsonb_build_object('reason', c.reason) from publishing.correction c
  where c.workspace_id = delivery.workspace_id and c.delivery_id = delivery.id)`

/** What people are told of it, while the copy is live. */
export function correctionOf({ state, correction }: Pick<DeliveryRow, 'state'> & { correction: Known }): Pick<Delivery, 'correction'> {
  if (state !== 'published' || correction === null) return {}
  const { reason } = correction
  return { correction: reason === null ? { state: 'waiting' } : { state: 'refused', reason: forPeople(reason) } }
}
