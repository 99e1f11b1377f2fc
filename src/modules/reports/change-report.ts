import { sql } from 'kysely'

import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { type Definition, type Report, reportsRefusals } from './contract.ts'
import type { ReportsNeeds } from './needs.ts'
import { lockReport, toReport } from './read-report.ts'
import { seen } from './seen.ts'

interface Wanted {
  readonly reportId: string
  readonly revision: number
  readonly name: string
  readonly definition: Definition
}

/** Replaces what a report is built of, as long as it still is what the change was made on. Runs that were made stay as they are. */
export function changeReport(
  { db }: Pick<ReportsNeeds, 'db'>,
  call: Call,
  { reportId, revision, name, definition }: Wanted,
): Promise<Report> {
  const { workspaceId } = call.acting
  return change(db, watching(call, seen.report(workspaceId, reportId)), async (tx) => {
    const before = await lockReport(tx, { workspaceId, reportId })
    if (before.revision !== revision) throw refuse(reportsRefusals, 'CHANGED_MEANWHILE')
    const row = await tx
      .updateTable('reports.report')
      .set({
        name,
        definition: JSON.stringify(definition),
        revision: sql<number>`revision + 1`,
        changed_at: sql<Date>`now()`,
      })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', reportId)
      .returningAll()
      .executeTakeFirstOrThrow()
    return {
      value: toReport(row),
      subject: { kind: 'report', id: reportId },
      detail: { name },
      topics: ['reports'],
      auditOncePerMinutes: 10,
    }
  })
}
