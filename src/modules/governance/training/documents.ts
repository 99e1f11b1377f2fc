import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import type { Acting } from '#modules/teams'

import { type Document, type DocumentPage, trainingRefusals } from '../training-contract.ts'
import { concerns, type DocumentRow, dueOf, everyMember, isOfTeam, rolesOf } from './concerns.ts'

/** What the workspace has to read, by title; what was put away comes last, for those who manage it. */
export async function listDocuments(db: Db, { acting, all }: { acting: Acting; all: boolean }): Promise<Document[]> {
  const rows = await db
    .selectFrom('governance.document')
    .selectAll()
    .where('workspace_id', '=', acting.workspaceId)
    .$if(!all, (query) => query.where('archived_at', 'is', null))
    .orderBy(sql`archived_at is not null`)
    .orderBy(sql`lower(title)`)
    .orderBy('id')
    .execute()
  return withMine(db, acting, rows)
}

export async function readDocumentPage(db: Db, { acting, documentId }: { acting: Acting; documentId: string }): Promise<DocumentPage> {
  const document = await documentOf(db, { acting, documentId })
  const versions = await db
    .selectFrom('governance.document_version')
    .select(['version', 'title', 'body', 'note', 'member_name as by', 'at'])
    .where('workspace_id', '=', acting.workspaceId)
    .where('document_id', '=', documentId)
    .orderBy('version', 'desc')
    .execute()
  return {
    ...document,
    body: versions[0]?.body ?? '',
    versions: versions.map(({ at, ...version }) => ({ ...version, at: at.toISOString() })),
  }
}

export async function documentOf(db: Db | Tx, { acting, documentId }: { acting: Acting; documentId: string }): Promise<Document> {
  const rows = await db
    .selectFrom('governance.document')
    .selectAll()
    .where('workspace_id', '=', acting.workspaceId)
    .where('id', '=', documentId)
    .execute()
  const [document] = await withMine(db, acting, rows)
  if (!document) throw refuse(trainingRefusals, 'NOT_FOUND')
  return document
}

/** Each with how far whoever asks is. */
async function withMine(db: Db | Tx, acting: Acting, rows: readonly DocumentRow[]): Promise<Document[]> {
  if (rows.length === 0) return []
  const { workspaceId, memberId } = acting
  const readings = await db
    .selectFrom('governance.reading')
    .select(['document_id', 'version', 'read_at', 'confirmed_at'])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .orderBy('version', 'desc')
    .execute()
  const updated = await updatedAt(db, workspaceId)
  const me = (await everyMember(db, workspaceId)).find(({ id }) => id === memberId)
  const roles = rolesOf(acting)
  const seen = rows.filter((row) => isOfTeam(roles) || concerns(row, roles))
  return seen.map((row) => {
    const own = readings.filter(({ document_id }) => document_id === row.id)
    const last = own.find(({ confirmed_at }) => confirmed_at !== null)
    const confirmed = last !== undefined && last.version >= row.required_version
    const opened = own.find(({ version }) => version >= row.required_version)
    const concerned = concerns(row, roles)
    const due = me && concerned && !confirmed ? dueOf(row, me) : undefined
    return {
      ...toContent(row),
      updatedAt: (updated.get(row.id) ?? row.created_at).toISOString(),
      mine: {
        concerned,
        confirmed,
        ...(opened ? { readAt: opened.read_at.toISOString() } : {}),
        ...(last?.confirmed_at && confirmed ? { confirmedAt: last.confirmed_at.toISOString() } : {}),
        ...(due ? { due: due.toString() } : {}),
      },
    }
  })
}

async function updatedAt(db: Db | Tx, workspaceId: string): Promise<ReadonlyMap<string, Date>> {
  const rows = await db
    .selectFrom('governance.document_version')
    .select(['document_id', sql<Date>`max(at)`.as('at')])
    .where('workspace_id', '=', workspaceId)
    .groupBy('document_id')
    .execute()
  return new Map(rows.map(({ document_id, at }) => [document_id, at]))
}

function toContent(row: DocumentRow): Omit<Document, 'mine' | 'updatedAt'> {
  const { id, kind, title, version, due_days: dueDays, archived_at } = row
  return { id, kind, title, version, dueDays, archived: archived_at !== null, roles: row.roles, rights: row.rights }
}
