import type { AuditEntry, AuditName, AuditWanted } from '../contract.ts'
import type { TeamsNeeds } from '../needs.ts'
import { auditNames } from './audit-names.ts'
import { listAudit } from './list-audit.ts'

interface Asked extends AuditWanted {
  readonly workspaceId: string
  readonly cursor?: string | undefined
  readonly limit: number
}

/** A page of the audit log, with what is called how of all that its entries name by an id. */
export async function readAudit(
  needs: Pick<TeamsNeeds, 'db' | 'nameFinders'>,
  asked: Asked,
): Promise<{ entries: AuditEntry[]; names: AuditName[]; next?: string }> {
  const page = await listAudit(needs.db, asked)
  return { ...page, names: await auditNames(needs, { workspaceId: asked.workspaceId, entries: page.entries }) }
}
