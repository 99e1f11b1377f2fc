import { randomUUID } from 'node:crypto'

import type { Selectable } from 'kysely'

import type { Tx } from '#kit/database'
import { announce } from '#kit/live'

import { makeRunJob } from '../make-run-job.ts'
import type { ReportsNeeds } from '../needs.ts'
import type { ScheduleTable } from '../tables.ts'
import { nextOf } from './keep-schedule.ts'

/** Begins a run for every report whose time has come. After a long stop a report is made once, for the time that it missed last. */
export async function startDue(needs: Pick<ReportsNeeds, 'db' | 'clock' | 'jobs'>): Promise<void> {
  while (await startOne(needs));
}

/** One schedule in one transaction with its run, its letters and its next time: none is begun twice, whoever else looks. */
function startOne({ db, clock, jobs }: Pick<ReportsNeeds, 'db' | 'clock' | 'jobs'>): Promise<boolean> {
  const now = clock.now()
  return db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('reports.schedule')
      .selectAll()
      .where('active', '=', true)
      .where('next_at', '<=', new Date(now.epochMilliseconds))
      .orderBy('next_at')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!due) return false
    const { workspace_id: workspaceId, report_id: reportId, brand_id: brandId, rhythm } = due
    const planned = due.next_at.toTemporalInstant()
    // A day that has become a holiday since it was planned is none to send reports on.
    const still = await nextOf(tx, { workspaceId, brandId, rhythm, after: planned.subtract({ seconds: 1 }) })
    const runId = Temporal.Instant.compare(still, now) <= 0 ? await beginRun(tx, due) : undefined
    if (runId !== undefined) await jobs.send(tx, makeRunJob, { payload: { workspaceId, runId } })
    const next = await nextOf(tx, { workspaceId, brandId, rhythm, after: now })
    await tx
      .updateTable('reports.schedule')
      .set({ next_at: new Date(next.epochMilliseconds) })
      .where('workspace_id', '=', workspaceId)
      .where('report_id', '=', reportId)
      .execute()
    await announce(tx, { to: workspaceId, topics: ['reports'] })
    return true
  })
}

/** Undefined where there is a run for this time already. */
async function beginRun(tx: Tx, due: Selectable<ScheduleTable>): Promise<string | undefined> {
  const run = await tx
    .insertInto('reports.run')
    .values({
      workspace_id: due.workspace_id,
      id: randomUUID(),
      report_id: due.report_id,
      brand_id: due.brand_id,
      occasion: `schedule ${due.next_at.toISOString()}`,
      by_schedule: true,
      seen_from: due.next_at,
      state: 'making',
      content: null,
      message: due.message,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'report_id', 'occasion']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!run) return undefined
  const letters = due.recipients.map((recipient) => ({
    workspace_id: due.workspace_id,
    run_id: run.id,
    recipient,
    state: 'waiting' as const,
    reason: null,
  }))
  if (letters.length > 0) await tx.insertInto('reports.sending').values(letters).execute()
  return run.id
}
