import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import { trainingRefusals } from '../training-contract.ts'
import type { DocumentRow } from './concerns.ts'

/** Two who publish at once come one after the other. */
export async function lockDocument(tx: Tx, { workspaceId, documentId }: { workspaceId: string; documentId: string }): Promise<DocumentRow> {
  return tx
    .selectFrom('governance.document')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', documentId)
    .forUpdate()
    .executeTakeFirstOrThrow(() => refuse(trainingRefusals, 'NOT_FOUND'))
}
