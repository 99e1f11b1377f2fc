import { implement } from '@orpc/server'

import { atTheDoor, type CallContext, mayDo } from '#modules/teams'

import type { GovernanceNeeds } from '../needs.ts'
import { training } from '../training-contract.ts'
import { dismissChecklist, listChecklists, tickItem } from './checklists.ts'
import { confirmDocument, openDocument } from './confirm-document.ts'
import { listDocuments, readDocumentPage } from './documents.ts'
import { addDocument, archiveDocument, changeDocument } from './keep-document.ts'
import { remindReaders } from './tell-readers.ts'
import { listReaders } from './unconfirmed.ts'

export function trainingRouter(needs: GovernanceNeeds) {
  const api = implement(training).$context<CallContext>().use(atTheDoor)
  const { db, clock } = needs
  return {
    documents: api.documents.handler(({ context }) => {
      const { acting } = context.call
      return listDocuments(db, { acting, all: mayDo(acting.standing.everywhere, 'training.manage') })
    }),
    document: api.document.handler(({ context, input }) => readDocumentPage(db, { ...input, acting: context.call.acting })),
    readDocument: api.readDocument.handler(({ context, input }) => openDocument(needs, context.call, input)),
    confirmDocument: api.confirmDocument.handler(({ context, input }) => confirmDocument(needs, context.call, input)),
    addDocument: api.addDocument.handler(({ context, input }) => addDocument(needs, context.call, input)),
    changeDocument: api.changeDocument.handler(({ context, input }) => changeDocument(needs, context.call, input)),
    archiveDocument: api.archiveDocument.handler(({ context, input }) => archiveDocument(needs, context.call, input)),
    readers: api.readers.handler(({ context }) => listReaders(db, { workspaceId: context.call.acting.workspaceId, now: clock.now() })),
    remindReaders: api.remindReaders.handler(({ context, input }) => remindReaders(needs, context.call, input)),
    checklists: api.checklists.handler(({ context }) => listChecklists(needs, db, context.call.acting)),
    tickItem: api.tickItem.handler(({ context, input }) => tickItem(needs, context.call, input)),
    dismissChecklist: api.dismissChecklist.handler(({ context, input }) => dismissChecklist(needs, context.call, input)),
  }
}
