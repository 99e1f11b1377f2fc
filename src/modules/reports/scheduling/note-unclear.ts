import { sql } from 'kysely'

import type { ReportsNeeds } from '../needs.ts'
import { tellNotSent } from './tell-not-sent.ts'

/** By the database's clock: longer than any letter takes, its job's time included. */
const longestMinutes = 10

/** A letter whose process ended while it was being sent may have arrived: it is not sent again, and somebody is told. */
export async function noteUnclear(needs: Pick<ReportsNeeds, 'db' | 'notify'>): Promise<void> {
  const left = await needs.db
    .updateTable('reports.sending')
    .set({ state: 'unclear', changed_at: sql<Date>`now()` })
    .where('state', '=', 'sending')
    .where('changed_at', '<', sql<Date>`now() - make_interval(mins => ${longestMinutes})`)
    .returning(['workspace_id', 'run_id', 'recipient'])
    .execute()
  for (const { workspace_id, run_id, recipient } of left)
    await tellNotSent(needs, { workspaceId: workspace_id, runId: run_id, recipient, state: 'unclear' })
}
