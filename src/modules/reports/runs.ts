import type { Selectable } from 'kysely'

import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'

import { type ReportRun, reportsRefusals, type RunSummary } from './contract.ts'
import { type ReportKey, readReport } from './read-report.ts'
import type { RunTable, SendingTable } from './tables.ts'

/** When the report was made, newest first, and whom it went to. */
export async function listRuns(db: Db, { limit, ...key }: ReportKey & { limit: number }): Promise<RunSummary[]> {
  await readReport(db, key)
  const rows = await db
    .selectFrom('reports.run')
    .selectAll()
    .where('workspace_id', '=', key.workspaceId)
    .where('report_id', '=', key.reportId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  const sendings = await sendingsOf(db, { workspaceId: key.workspaceId, runIds: rows.map(({ id }) => id) })
  return rows.map((row) => toRun(row, sendings))
}

export interface RunKey {
  readonly workspaceId: string
  readonly runId: string
}

/** A report as it was at one moment; without content while it is being made, or where that failed. */
export async function readRun(db: Db, key: RunKey): Promise<RunSummary & { content?: ReportRun }> {
  const row = await db
    .selectFrom('reports.run')
    .selectAll()
    .where('workspace_id', '=', key.workspaceId)
    .where('id', '=', key.runId)
    .executeTakeFirst()
  if (!row) throw refuse(reportsRefusals, 'NOT_FOUND')
  const sendings = await sendingsOf(db, { workspaceId: key.workspaceId, runIds: [key.runId] })
  return { ...toRun(row, sendings), ...(row.content === null ? {} : { content: row.content }) }
}

/** What a made run says, or the refusal NOT_MADE. */
export async function contentOf(db: Db, key: RunKey): Promise<ReportRun> {
  const { content } = await readRun(db, key)
  if (!content) throw refuse(reportsRefusals, 'NOT_MADE')
  return content
}

async function sendingsOf(db: Db, { workspaceId, runIds }: { workspaceId: string; runIds: readonly string[] }) {
  if (runIds.length === 0) return []
  return db
    .selectFrom('reports.sending')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('run_id', 'in', [...runIds])
    .orderBy('recipient')
    .execute()
}

export function toRun(row: Selectable<RunTable>, sendings: readonly Selectable<SendingTable>[]): RunSummary {
  return {
    id: row.id,
    reportId: row.report_id,
    state: row.state,
    bySchedule: row.by_schedule,
    at: row.created_at.toISOString(),
    ...(row.content === null ? {} : { period: row.content.period }),
    sendings: sendings
      .filter(({ run_id }) => run_id === row.id)
      .map(({ recipient, state, reason, changed_at }) => ({
        recipient,
        state,
        ...(reason === null ? {} : { reason }),
        at: changed_at.toISOString(),
      })),
  }
}
