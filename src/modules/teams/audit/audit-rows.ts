import { type Selectable, sql } from 'kysely'

import type { Db } from '#kit/database'

import type { AuditWanted } from '../contract.ts'
import type { AuditTable } from '../tables.ts'

export type AuditRowKept = Selectable<AuditTable>

/** The entries wanted, newest first, from the one after `after` on. */
export function auditRows(
  db: Db,
  { workspaceId, wanted, after, limit }: { workspaceId: string; wanted: AuditWanted; after?: string | undefined; limit: number },
): Promise<AuditRowKept[]> {
  const { memberId, area, via, subjectId, from, to, words } = wanted
  let query = db.selectFrom('teams.audit').selectAll().where('workspace_id', '=', workspaceId)
  if (after !== undefined) {
    query = query.where(sql<boolean>`(at, id) < (select at, id from teams.audit where workspace_id = ${workspaceId} and id = ${after})`)
  }
  if (memberId !== undefined) query = query.where('member_id', '=', memberId)
  if (area !== undefined) query = query.where(sql<boolean>`starts_with(action, ${`${area}.`})`)
  if (via !== undefined) query = query.where('via', '=', via)
  if (subjectId !== undefined) query = query.where('subject_id', '=', subjectId)
  if (from !== undefined) query = query.where('at', '>=', new Date(from))
  if (to !== undefined) query = query.where('at', '<', new Date(to))
  if (words) {
    const pattern = `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    query = query.where(
      sql<boolean>`concat_ws(' ', actor_name, action, subject_id, ip, detail::text, before::text, after::text) ilike ${pattern}`,
    )
  }
  return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute()
}
