import type {
  CommentTable,
  GuestLinkTable,
  GuestTable,
  RequestTable,
  VerdictTable,
  VersionTable,
  WorkflowTable,
} from './approvals/tables.ts'
import type {
  CrisisHeldTable,
  CrisisLogTable,
  CrisisPlaybookTable,
  CrisisProposalTable,
  CrisisTable,
  CrisisTakeDownTable,
  CrisisUrgentTable,
} from './crisis/tables.ts'
import type { BrandRuleTable, ConfirmedFindingTable } from './rules/tables.ts'
import type { ChecklistMarkTable, DocumentTable, DocumentVersionTable, ReadingTable } from './training/tables.ts'

/** All tables of the module. What their rows are stands in the room that each belongs to. */
declare module '#kit/database' {
  interface Tables {
    'governance.crisis': CrisisTable
    'governance.crisis_log': CrisisLogTable
    'governance.crisis_urgent': CrisisUrgentTable
    'governance.crisis_take_down': CrisisTakeDownTable
    'governance.crisis_held': CrisisHeldTable
    'governance.crisis_playbook': CrisisPlaybookTable
    'governance.crisis_proposal': CrisisProposalTable
    'governance.brand_rule': BrandRuleTable
    'governance.confirmed_finding': ConfirmedFindingTable
    'governance.document': DocumentTable
    'governance.document_version': DocumentVersionTable
    'governance.reading': ReadingTable
    'governance.checklist_mark': ChecklistMarkTable
    'governance.workflow': WorkflowTable
    'governance.guest': GuestTable
    'governance.guest_link': GuestLinkTable
    'governance.request': RequestTable
    'governance.version': VersionTable
    'governance.verdict': VerdictTable
    'governance.comment': CommentTable
  }
}
