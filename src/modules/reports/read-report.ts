import type { Selectable } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import { type Report, reportsRefusals } from './contract.ts'
import type { ReportTable } from './tables.ts'

export interface ReportKey {
  readonly workspaceId: string
  readonly reportId: string
}

/** A report as it is built, or the refusal NOT_FOUND. */
export async function readReport(db: Db | Tx, key: ReportKey): Promise<Report> {
  const row = await ofKey(db, key).executeTakeFirst()
  if (!row) throw refuse(reportsRefusals, 'NOT_FOUND')
  return toReport(row)
}

/** The same, kept from being changed or removed until the transaction ends. */
export async function lockReport(tx: Tx, key: ReportKey): Promise<Report> {
  const row = await ofKey(tx, key).forUpdate().executeTakeFirst()
  if (!row) throw refuse(reportsRefusals, 'NOT_FOUND')
  return toReport(row)
}

function ofKey(db: Db | Tx, { workspaceId, reportId }: ReportKey) {
  return db.selectFrom('reports.report').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', reportId)
}

export function toReport(row: Selectable<ReportTable>): Report {
  return {
    id: row.id,
    brandId: row.brand_id,
    name: row.name,
    definition: row.definition,
    revision: row.revision,
    changedAt: row.changed_at.toISOString(),
  }
}
