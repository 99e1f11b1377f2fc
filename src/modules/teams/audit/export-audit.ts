import { csvOf } from '#kit/csv'
import type { Db } from '#kit/database'

import type { AuditWanted } from '../contract.ts'
import { auditRows } from './audit-rows.ts'

const most = 100_000

/** The entries wanted as a CSV file, newest first. Values are JSON as the log keeps it; what a spreadsheet would take for a formula is text. */
export async function exportAudit(db: Db, { workspaceId, ...wanted }: AuditWanted & { workspaceId: string }): Promise<File> {
  const rows = await auditRows(db, { workspaceId, wanted, limit: most })
  const lines = rows.map((row) => [
    row.at.toISOString(),
    row.actor_name,
    row.via,
    row.ip ?? undefined,
    row.action,
    row.subject_kind ?? undefined,
    row.subject_id ?? undefined,
    JSON.stringify(row.detail),
    row.before ? JSON.stringify(row.before) : undefined,
    row.after ? JSON.stringify(row.after) : undefined,
    row.block ?? undefined,
  ])
  return new File([csvOf([heading, ...lines])], 'audit-log.csv', { type: 'text/csv' })
}

const heading = ['at', 'who', 'via', 'address', 'action', 'subject', 'subject_id', 'detail', 'before', 'after', 'block']
