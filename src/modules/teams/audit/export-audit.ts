import { csvOf } from '#kit/csv'

import type { AuditName, AuditWanted } from '../contract.ts'
import type { TeamsNeeds } from '../needs.ts'
import { auditNames } from './audit-names.ts'
import { auditRows } from './audit-rows.ts'
import { reworded, type Told } from './ids-in.ts'

const most = 100_000

/**
 * The entries wanted as a CSV file, newest first. Values are JSON as the log keeps it, but what they name by an id stands there by its name, with the
 * id behind it; what a spreadsheet would take for a formula is text.
 */
export async function exportAudit(
  needs: Pick<TeamsNeeds, 'db' | 'nameFinders'>,
  { workspaceId, ...wanted }: AuditWanted & { workspaceId: string },
): Promise<File> {
  const rows = await auditRows(needs.db, { workspaceId, wanted, limit: most })
  const names = new Map((await auditNames(needs, { workspaceId, entries: rows })).map((name) => [name.id, name]))
  const words = (id: string, field: string) => (needs.nameFinders[field] ? inWords(id, names.get(id)) : id)
  const said = (told: Told | null) => (told ? JSON.stringify(reworded(told, words)) : undefined)
  const lines = rows.map((row) => [
    row.at.toISOString(),
    row.actor_name,
    row.via,
    row.ip ?? undefined,
    row.action,
    row.subject_kind ?? undefined,
    row.subject_id ?? undefined,
    JSON.stringify(row.detail),
    said(row.before),
    said(row.after),
    row.block ?? undefined,
  ])
  return new File([csvOf([heading, ...lines])], 'audit-log.csv', { type: 'text/csv' })
}

const heading = ['at', 'who', 'via', 'address', 'action', 'subject', 'subject_id', 'detail', 'before', 'after', 'block']

function inWords(id: string, known: AuditName | undefined): string {
  if (!known) return id
  const behind = known.gone ? `deleted, ${id}` : id
  return known.name === undefined ? `(${behind})` : `${known.name} (${behind})`
}
