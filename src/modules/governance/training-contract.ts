import { z } from 'zod'

import { asks, Role } from '#contract/teams'
import { commonRefusals, Instant, type RefusalKind } from '#kit/contract'

/** Rights that can wait for a document to be confirmed. */
export const Right = z.enum(['inbox.work', 'posts.write', 'posts.publish', 'accounts.manage'])
export type Right = z.output<typeof Right>

const DocumentContent = z.object({
  kind: z.enum(['policy', 'lesson']),
  title: z.string().trim().min(1).max(120),
  /** Markdown. */
  body: z.string().trim().min(1).max(50_000),
  /** Who must read it; empty: everyone in the team, which clients and advocates are not. */
  roles: z.array(Role).max(20),
  /** What nobody concerned may do before they confirmed it. */
  rights: z.array(Right).max(10),
  /** Within so many days after it was published, or after somebody joined. */
  dueDays: z.int().min(1).max(365).nullable(),
})
export type DocumentContent = z.output<typeof DocumentContent>

export const Document = DocumentContent.omit({ body: true }).extend({
  id: z.uuid(),
  version: z.int(),
  updatedAt: Instant,
  archived: z.boolean(),
  /** Of whoever asks. */
  mine: z.object({
    /** Their role must read it. */
    concerned: z.boolean(),
    readAt: Instant.optional(),
    confirmedAt: Instant.optional(),
    /** They confirmed what is to be confirmed now. */
    confirmed: z.boolean(),
    due: Instant.optional(),
  }),
})
export type Document = z.output<typeof Document>

export const DocumentPage = Document.extend({
  body: z.string(),
  /** The newest first. */
  versions: z.array(z.object({ version: z.int(), title: z.string(), body: z.string(), note: z.string(), by: z.string(), at: Instant })),
})
export type DocumentPage = z.output<typeof DocumentPage>

/** How far somebody is with what they must read. */
export const Reader = z.object({
  memberId: z.uuid(),
  name: z.string(),
  /** Everywhere or somewhere in the workspace. */
  roles: z.array(Role),
  documents: z.array(
    z.object({
      documentId: z.uuid(),
      state: z.enum(['confirmed', 'read', 'unread', 'overdue']),
      version: z.int().optional(),
      at: Instant.optional(),
    }),
  ),
})
export type Reader = z.output<typeof Reader>

/** Something to do when somebody or a brand is new. `fact`: it ticks itself, `hand`: a person does. */
export const ChecklistItem = z.object({
  id: z.string(),
  by: z.enum(['fact', 'hand']),
  done: z.boolean(),
  /** The network whose handle is to be claimed. */
  network: z.string().optional(),
})
export const Checklist = z.object({
  list: z.enum(['member', 'brand']),
  /** The member, or the brand. */
  subjectId: z.uuid(),
  name: z.string(),
  items: z.array(ChecklistItem),
  /** Put away by somebody, although not everything is done. */
  dismissed: z.boolean(),
})
export type Checklist = z.output<typeof Checklist>

export const trainingRefusals = {
  ...commonRefusals,
  NEWER_VERSION: { status: 409, message: 'There is a newer version of this document. Read it, then confirm it.' },
  NOT_BY_PROGRAM: { status: 403, message: 'Only a person can confirm that they read something. Sign in and confirm it there.' },
} as const satisfies Record<string, RefusalKind>

const OfDocument = z.object({ documentId: z.uuid() })
const OfItem = z.object({ list: z.enum(['member', 'brand']), subjectId: z.uuid() })

export const training = {
  documents: asks('workspace.read', 'reads', 'own')
    .route({ method: 'GET', path: '/training', summary: 'Policies and lessons, with how far I am' })
    .output(z.array(Document)),
  document: asks('workspace.read', 'reads', 'own')
    .route({ method: 'GET', path: '/training/{documentId}', summary: 'One policy or lesson in Markdown, with its earlier versions' })
    .errors(trainingRefusals)
    .input(OfDocument)
    .output(DocumentPage),
  readDocument: asks('workspace.read', 'changes', 'own')
    .route({ method: 'POST', path: '/training/{documentId}/read', summary: 'Say that I have opened the present version' })
    .errors(trainingRefusals)
    .input(OfDocument)
    .output(Document),
  confirmDocument: asks('workspace.read', 'changes', 'own')
    .route({ method: 'POST', path: '/training/{documentId}/confirm', summary: 'Confirm that I have read a version and keep to it' })
    .errors(trainingRefusals)
    .input(OfDocument.extend({ version: z.int().min(1) }))
    .output(Document),
  addDocument: asks('training.manage', 'creates', 'workspace')
    .route({ method: 'POST', path: '/training', summary: 'Publish a policy or a lesson; whoever must read it is told' })
    .errors(trainingRefusals)
    .input(DocumentContent)
    .output(Document),
  changeDocument: asks('training.manage', 'changes', 'workspace')
    .route({
      method: 'PUT',
      path: '/training/{documentId}',
      summary: 'Publish a new version; with `again`, everyone has to confirm it anew',
    })
    .errors(trainingRefusals)
    .input(DocumentContent.extend({ documentId: z.uuid(), again: z.boolean(), note: z.string().trim().max(500).default('') }))
    .output(Document),
  archiveDocument: asks('training.manage', 'changes', 'workspace')
    .route({
      method: 'PUT',
      path: '/training/{documentId}/archived',
      summary: 'Put a document away, so that nobody must read it, or take it back',
    })
    .errors(trainingRefusals)
    .input(OfDocument.extend({ archived: z.boolean() }))
    .output(Document),
  readers: asks('training.manage', 'reads', 'workspace')
    .route({ method: 'GET', path: '/training-readers', summary: 'Who has read and confirmed what' })
    .output(z.array(Reader)),
  remindReaders: asks('training.manage', 'changes', 'workspace')
    .route({ method: 'POST', path: '/training/{documentId}/remind', summary: 'Remind everyone who has not confirmed it yet' })
    .errors(trainingRefusals)
    .input(OfDocument)
    .output(z.object({ reminded: z.int() })),
  checklists: asks('workspace.read', 'reads', 'own')
    .route({ method: 'GET', path: '/checklists', summary: 'What there is to do for me as a new member, and for brands' })
    .output(z.array(Checklist)),
  tickItem: asks('workspace.read', 'changes', 'own')
    .route({
      method: 'PUT',
      path: '/checklists/{list}/{subjectId}/items/{item}',
      summary: 'Tick an item of a checklist by hand, or take the tick away',
    })
    .errors(trainingRefusals)
    .input(OfItem.extend({ item: z.string().min(1).max(80), done: z.boolean() }))
    .output(z.array(Checklist)),
  dismissChecklist: asks('workspace.read', 'changes', 'own')
    .route({ method: 'PUT', path: '/checklists/{list}/{subjectId}/dismissed', summary: 'Put a checklist away, or bring it back' })
    .errors(trainingRefusals)
    .input(OfItem.extend({ dismissed: z.boolean() }))
    .output(z.array(Checklist)),
}
