import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { type Acting, type Call, change, watching } from '#modules/teams'

import type { Crisis } from '../crisis-contract.ts'
import type { GovernanceNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import { type CrisisRow, lockCrisis, toCrisis } from './lock-crisis.ts'
import { crisisTopics } from './topics.ts'
import { writeLog } from './write-log.ts'

/** Nothing goes out by itself because of it: what was due until this moment waits for people, what is planned for later stays planned. */
export function endCrisis(needs: GovernanceNeeds, call: Call, { crisisId }: { crisisId: string }): Promise<Crisis> {
  const { workspaceId } = call.acting
  return change(needs.db, watching(call, seen.crisis(workspaceId, crisisId)), async (tx) => {
    const row = await lockCrisis(tx, { workspaceId, crisisId })
    const ended = await endRow(tx, call.acting, row)
    if (!row.rehearsal) await needs.outward.holdDue(tx, { workspaceId, brandId: row.brand_id ?? undefined })
    return {
      value: toCrisis(ended),
      subject: { kind: 'crisis', id: crisisId },
      detail: { reason: row.reason, rehearsal: row.rehearsal },
      topics: crisisTopics,
    }
  })
}

export async function endRow(tx: Tx, acting: Acting, { workspace_id, id }: CrisisRow): Promise<CrisisRow> {
  const ended = await tx
    .updateTable('governance.crisis')
    .set({ ended_at: sql<Date>`clock_timestamp()`, ended_by_name: acting.name })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await writeLog(tx, { acting, crisisId: id, kind: 'ended' })
  return ended
}
