import { type Selectable, sql } from 'kysely'
import { z } from 'zod'

import { commonRefusals } from '#kit/contract'
import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'

import type { AuditEntry } from './contract.ts'
import type { AuditTable } from './tables.ts'

/** A page of the audit log, newest first. The cursor is the last row of the page before, so rows that arrive meanwhile move nothing. */
export async function listAudit(
  db: Db,
  { workspaceId, cursor, limit }: { workspaceId: string; cursor?: string | undefined; limit: number },
): Promise<{ entries: AuditEntry[]; next?: string }> {
  if (cursor !== undefined && !z.uuid().safeParse(cursor).success) throw refuse(commonRefusals, 'BAD_CURSOR')
  const rows = await db
    .selectFrom('teams.audit')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .$if(cursor !== undefined, (query) =>
      query.where(sql<boolean>`(at, id) < (select at, id from teams.audit where workspace_id = ${workspaceId} and id = ${cursor})`),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { entries: page.map(toEntry), ...(rows.length > limit && last ? { next: last.id } : {}) }
}

function toEntry(row: Selectable<AuditTable>): AuditEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { name: row.actor_name, via: row.via, ...(row.member_id ? { memberId: row.member_id } : {}) },
    action: row.action,
    detail: row.detail,
    ...(row.subject_kind && row.subject_id ? { subject: { kind: row.subject_kind, id: row.subject_id } } : {}),
  }
}
