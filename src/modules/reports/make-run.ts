import { randomUUID } from 'node:crypto'

import { type Call, change } from '#modules/teams'

import type { RunSummary } from './contract.ts'
import { makeRunJob } from './make-run-job.ts'
import type { ReportsNeeds } from './needs.ts'
import { lockReport } from './read-report.ts'
import { toRun } from './runs.ts'

/** Makes the report now and keeps it. The figures are put together by a job: some reports take a while. */
export function makeRun(
  { db, clock, jobs }: Pick<ReportsNeeds, 'db' | 'clock' | 'jobs'>,
  call: Call,
  { reportId }: { reportId: string },
): Promise<RunSummary> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    const { brandId, name } = await lockReport(tx, { workspaceId, reportId })
    const row = await tx
      .insertInto('reports.run')
      .values({
        workspace_id: workspaceId,
        id: randomUUID(),
        report_id: reportId,
        brand_id: brandId,
        occasion: `by hand ${randomUUID()}`,
        by_schedule: false,
        seen_from: new Date(clock.now().epochMilliseconds),
        state: 'making',
        content: null,
        message: '',
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await jobs.send(tx, makeRunJob, { payload: { workspaceId, runId: row.id } })
    return { value: toRun(row, []), subject: { kind: 'report', id: reportId }, detail: { name, runId: row.id }, topics: ['reports'] }
  })
}
