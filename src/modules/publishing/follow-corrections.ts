import { sql } from 'kysely'

import { followJob } from './follow-job.ts'
import type { WorkerNeeds } from './needs.ts'

/** Asks for a look at every correction whose time has come. With its next look already put off, each is found again even if this job is lost. */
export async function followCorrections({ db, jobs }: Pick<WorkerNeeds, 'db' | 'jobs'>): Promise<void> {
  const { rows } = await sql<{ workspaceId: string; deliveryId: string }>`
    update publishing.correction set look_at = clock_timestamp() + interval '5 minutes'
    where look_at <= clock_timestamp() and (workspace_id, delivery_id) in (
      select workspace_id, delivery_id from publishing.correction where look_at <= now() order by look_at limit ${mostAtOnce}
      for update skip locked
    )
    returning workspace_id as "workspaceId", delivery_id as "deliveryId"`.execute(db)
  for (const correction of rows) await jobs.send(db, followJob, { payload: correction, key: correction.deliveryId })
}

const mostAtOnce = 500
