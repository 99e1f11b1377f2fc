import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import { type Call, change, watching } from '#modules/teams'

import type { GovernanceNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import type { Document, DocumentContent } from '../training-contract.ts'
import { documentOf } from './documents.ts'
import { lockDocument } from './lock-document.ts'
import { tellReaders } from './tell-readers.ts'

type Needs = Pick<GovernanceNeeds, 'db' | 'notify'>

/** Publishes it and tells whoever must read it. */
export function addDocument(needs: Needs, call: Call, { body, ...content }: DocumentContent): Promise<Document> {
  const { acting } = call
  const { workspaceId } = acting
  return change(needs.db, call, async (tx) => {
    const id = uuidv7()
    await tx
      .insertInto('governance.document')
      .values({ workspace_id: workspaceId, id, ...columnsOf(content), version: 1, required_version: 1 })
      .execute()
    await addVersion(tx, call, { id, version: 1, title: content.title, body, note: '' })
    await tellReaders(tx, needs, { workspaceId, documentId: id, what: 'new' })
    return { value: await documentOf(tx, { acting, documentId: id }), ...changed(id, content.title) }
  })
}

type NewVersion = DocumentContent & { readonly documentId: string; readonly again: boolean; readonly note: string }

/** A new version where the words changed. With `again` what was confirmed before does not count any more. */
export function changeDocument(needs: Needs, call: Call, { documentId, again, note, body, ...content }: NewVersion): Promise<Document> {
  const { acting } = call
  const { workspaceId } = acting
  return change(needs.db, watching(call, seen.document(workspaceId, documentId)), async (tx) => {
    const before = await lockDocument(tx, { workspaceId, documentId })
    const says = await tx
      .selectFrom('governance.document_version')
      .select(['title', 'body'])
      .where('workspace_id', '=', workspaceId)
      .where('document_id', '=', documentId)
      .where('version', '=', before.version)
      .executeTakeFirstOrThrow()
    const isNew = again || says.body !== body || says.title !== content.title
    const version = isNew ? before.version + 1 : before.version
    await tx
      .updateTable('governance.document')
      .set({
        ...columnsOf(content),
        version,
        ...(again ? { required_version: version, required_at: sql<Date>`clock_timestamp()` } : {}),
      })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', documentId)
      .execute()
    if (isNew) await addVersion(tx, call, { id: documentId, version, title: content.title, body, note })
    if (again) await tellReaders(tx, needs, { workspaceId, documentId, what: 'new' })
    return { value: await documentOf(tx, { acting, documentId }), ...changed(documentId, content.title, { version, again }) }
  })
}

export function archiveDocument(
  { db }: Needs,
  call: Call,
  { documentId, archived }: { documentId: string; archived: boolean },
): Promise<Document> {
  const { acting } = call
  return change(db, watching(call, seen.document(acting.workspaceId, documentId)), async (tx) => {
    const { title } = await lockDocument(tx, { workspaceId: acting.workspaceId, documentId })
    await tx
      .updateTable('governance.document')
      .set({ archived_at: archived ? sql<Date>`clock_timestamp()` : null })
      .where('workspace_id', '=', acting.workspaceId)
      .where('id', '=', documentId)
      .execute()
    return { value: await documentOf(tx, { acting, documentId }), ...changed(documentId, title, { archived }) }
  })
}

interface Version {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly body: string
  readonly note: string
}

async function addVersion(tx: Tx, { acting }: Call, { id, ...version }: Version): Promise<void> {
  await tx
    .insertInto('governance.document_version')
    .values({ workspace_id: acting.workspaceId, document_id: id, ...version, member_id: acting.memberId, member_name: acting.name })
    .execute()
}

function columnsOf({ kind, title, roles, rights, dueDays }: Omit<DocumentContent, 'body'>) {
  return { kind, title, roles: [...new Set(roles)], rights: [...new Set(rights)], due_days: dueDays }
}

function changed(id: string, name: string, more: Readonly<Record<string, string | number | boolean>> = {}) {
  return { subject: { kind: 'document', id }, detail: { name, ...more }, topics: ['training'] }
}
