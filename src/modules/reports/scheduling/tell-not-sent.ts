import type { ReportsNeeds } from '../needs.ts'
import type { RunKey } from '../runs.ts'

/** Tells the owners of a letter that did not go out, or of which nobody knows. */
export async function tellNotSent(
  { db, notify }: Pick<ReportsNeeds, 'db' | 'notify'>,
  { workspaceId, runId, recipient, state }: RunKey & { recipient: string; state: 'failed' | 'unclear' },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const report = await tx
      .selectFrom('reports.run as run')
      .innerJoin('reports.report as report', (join) =>
        join.onRef('report.workspace_id', '=', 'run.workspace_id').onRef('report.id', '=', 'run.report_id'),
      )
      .select(['report.id', 'report.name'])
      .where('run.workspace_id', '=', workspaceId)
      .where('run.id', '=', runId)
      .executeTakeFirst()
    if (!report) return
    await notify(tx, {
      workspaceId,
      key: `report-failed/${runId}/${recipient}`,
      kind: 'report-failed',
      params: { name: report.name, what: state === 'failed' ? 'not-sent' : 'unclear', recipient },
      href: `/analytics/reports/${report.id}`,
      about: { reportId: report.id },
    })
  })
}
