import { sql } from 'kysely'

import { refuse } from '#kit/errors'
import { type Call, change } from '#modules/teams'

import type { GovernanceNeeds } from '../needs.ts'
import { type Document, trainingRefusals } from '../training-contract.ts'
import { documentOf } from './documents.ts'
import { lockDocument } from './lock-document.ts'

type Needs = Pick<GovernanceNeeds, 'db'>

/** Somebody has opened the present version. */
export function openDocument({ db }: Needs, call: Call, { documentId }: { documentId: string }): Promise<Document> {
  const { acting } = call
  const { workspaceId, memberId } = acting
  return change(db, call, async (tx) => {
    const { version, title } = await lockDocument(tx, { workspaceId, documentId })
    await tx
      .insertInto('governance.reading')
      .values({ workspace_id: workspaceId, member_id: memberId, document_id: documentId, version })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return {
      value: await documentOf(tx, { acting, documentId }),
      subject: { kind: 'document', id: documentId },
      detail: { name: title, version },
      topics: ['training'],
      auditOncePerMinutes: 24 * 60,
    }
  })
}

/** A person says that they have read it and keep to it: the version that is to be confirmed, or a later one. */
export async function confirmDocument(
  { db }: Needs,
  call: Call,
  { documentId, version }: { documentId: string; version: number },
): Promise<Document> {
  const { acting } = call
  const { workspaceId, memberId } = acting
  if (acting.via === 'api-key') throw refuse(trainingRefusals, 'NOT_BY_PROGRAM')
  return change(db, call, async (tx) => {
    const document = await lockDocument(tx, { workspaceId, documentId })
    if (version > document.version) throw refuse(trainingRefusals, 'NOT_FOUND')
    if (version < document.required_version) throw refuse(trainingRefusals, 'NEWER_VERSION')
    const confirmed_at = sql<Date>`clock_timestamp()`
    await tx
      .insertInto('governance.reading')
      .values({ workspace_id: workspaceId, member_id: memberId, document_id: documentId, version, confirmed_at })
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'member_id', 'document_id', 'version'])
          .doUpdateSet({ confirmed_at: sql<Date>`coalesce(reading.confirmed_at, clock_timestamp())` }),
      )
      .execute()
    return {
      value: await documentOf(tx, { acting, documentId }),
      subject: { kind: 'document', id: documentId },
      detail: { name: document.title, version },
      topics: ['training'],
    }
  })
}
