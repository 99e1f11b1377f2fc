import { type RawBuilder, sql } from 'kysely'

import type { Db } from '#kit/database'
import { heldInCrisis } from '#modules/governance'

import type { Claimed } from '../held-delivery.ts'

/** Whether a crisis holds the delivery of this name in a statement. People's answers go on. */
export function isHeld(delivery: string): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${delivery}.${name}`)
  const held = heldInCrisis({
    workspace: column('workspace_id'),
    brand: column('brand_id'),
    post: column('post_id'),
    due: column('due_at'),
  })
  return sql<boolean>`(not ${column('is_answer')} and ${held})`
}

/** The delivery that a worker has, as it is at this moment; false where it has it no longer. */
export async function isHeldNow(db: Db, { workspaceId, deliveryId, lease }: Claimed): Promise<boolean> {
  const { rows } = await sql`
    select from publishing.delivery d
    where d.workspace_id = ${workspaceId} and d.id = ${deliveryId} and d.lease = ${lease} and ${isHeld('d')}`.execute(db)
  return rows.length > 0
}

/** What waits for the end of a crisis, or for a decision after it, has a list of its own. */
export const wasHeld = sql<boolean>`reason ->> 'code' = 'crisis' and state in ('missed', 'needs-a-person')`
export const notHeld = sql<boolean>`reason ->> 'code' is distinct from 'crisis'`
