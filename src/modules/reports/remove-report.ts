import { type Call, change, watching } from '#modules/teams'

import type { ReportsNeeds } from './needs.ts'
import { lockReport } from './read-report.ts'
import { seen } from './seen.ts'

/** Deletes a report with its schedule, its runs and the links to them. */
export function removeReport({ db }: Pick<ReportsNeeds, 'db'>, call: Call, { reportId }: { reportId: string }): Promise<{ removed: true }> {
  const { workspaceId } = call.acting
  return change(db, watching(call, seen.report(workspaceId, reportId)), async (tx) => {
    const { name } = await lockReport(tx, { workspaceId, reportId })
    const runs = tx.selectFrom('reports.run').select('id').where('workspace_id', '=', workspaceId).where('report_id', '=', reportId)
    await tx.deleteFrom('reports.link').where('workspace_id', '=', workspaceId).where('run_id', 'in', runs).execute()
    await tx.deleteFrom('reports.sending').where('workspace_id', '=', workspaceId).where('run_id', 'in', runs).execute()
    await tx.deleteFrom('reports.run').where('workspace_id', '=', workspaceId).where('report_id', '=', reportId).execute()
    await tx.deleteFrom('reports.schedule').where('workspace_id', '=', workspaceId).where('report_id', '=', reportId).execute()
    await tx.deleteFrom('reports.report').where('workspace_id', '=', workspaceId).where('id', '=', reportId).execute()
    return { value: { removed: true as const }, subject: { kind: 'report', id: reportId }, detail: { name }, topics: ['reports'] }
  })
}
