import { z } from 'zod'

import { commonRefusals } from '#kit/contract'
import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'

import type { AuditEntry, AuditWanted } from '../contract.ts'
import { type AuditRowKept, auditRows } from './audit-rows.ts'

interface Asked extends AuditWanted {
  readonly workspaceId: string
  readonly cursor?: string | undefined
  readonly limit: number
}

/** A page of the audit log, newest first. The cursor is the last row of the page before, so rows that arrive meanwhile move nothing. */
export async function listAudit(
  db: Db,
  { workspaceId, cursor, limit, ...wanted }: Asked,
): Promise<{ entries: AuditEntry[]; next?: string }> {
  if (cursor !== undefined && !z.uuid().safeParse(cursor).success) throw refuse(commonRefusals, 'BAD_CURSOR')
  const rows = await auditRows(db, { workspaceId, wanted, after: cursor, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { entries: page.map(toEntry), ...(rows.length > limit && last ? { next: last.id } : {}) }
}

function toEntry(row: AuditRowKept): AuditEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: {
      name: row.actor_name,
      via: row.via,
      ...(row.member_id ? { memberId: row.member_id } : {}),
      ...(row.ip ? { ip: row.ip } : {}),
    },
    action: row.action,
    detail: row.detail,
    ...(row.subject_kind && row.subject_id ? { subject: { kind: row.subject_kind, id: row.subject_id } } : {}),
    ...(row.before ? { before: row.before } : {}),
    ...(row.after ? { after: row.after } : {}),
  }
}
