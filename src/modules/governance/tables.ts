import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

import type { JsonColumn, MaybeTimestamp, SetByDatabase, Timestamp } from '#kit/columns'
import type { Language } from '#kit/contract'
import type { Json } from '#kit/json'
import type { Role } from '#modules/teams'

import type { Step, VerdictKind } from './approval-contract.ts'
import type { HeldRule, LogEntry, PlaybookContent } from './crisis-contract.ts'
import type { Check, Severity, Where } from './rules/check-contract.ts'
import type { Right } from './training-contract.ts'

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

type Maybe<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>

export interface CrisisTable {
  workspace_id: string
  id: string
  /** Of all brands where there is none. */
  brand_id: string | null
  rehearsal: boolean
  reason: string
  answers: 'allowed' | 'forbidden'
  playbook: JsonColumn<PlaybookContent>
  began_at: SetByDatabase
  began_by: string | null
  began_by_name: string
  ended_at: MaybeTimestamp
  ended_by_name: ColumnType<string | null, string | null | undefined, string | null>
  holds_until: GeneratedAlways<Date>
}

export interface CrisisLogTable {
  workspace_id: string
  crisis_id: string
  id: string
  at: SetByDatabase
  kind: LogEntry['kind']
  by_id: string | null
  by_name: string
  detail: JsonColumn<Readonly<Record<string, Json>>>
}

export interface CrisisUrgentTable {
  workspace_id: string
  crisis_id: string
  post_id: string
  why: string
  asked_at: SetByDatabase
  asked_by: string
  asked_by_name: string
  confirmed_at: MaybeTimestamp
  confirmed_by: ColumnType<string | null, string | null | undefined, string | null>
  confirmed_by_name: ColumnType<string | null, string | null | undefined, string | null>
}

export interface CrisisTakeDownTable {
  workspace_id: string
  crisis_id: string
  id: string
  campaign_id: string
  name: string
  delivery_ids: string[]
  at: SetByDatabase
  by_name: string
}

export interface CrisisHeldTable {
  workspace_id: string
  crisis_id: string
  rule_id: string
  name: string
  deeds: JsonColumn<HeldRule['deeds']>
  messages: number
  last_at: SetByDatabase
}

export interface CrisisPlaybookTable {
  workspace_id: string
  brand_id: string | null
  content: JsonColumn<PlaybookContent>
  revision: Generated<number>
  changed_at: SetByDatabase
}

export interface CrisisProposalTable {
  workspace_id: string
  id: string
  brand_id: string
  at: Timestamp
  facts: JsonColumn<{ messages: number; usualMessages: number; complaints: number; usualComplaints: number }>
  state: Generated<'open' | 'begun' | 'dismissed'>
  settled_at: MaybeTimestamp
  settled_by_name: ColumnType<string | null, string | null | undefined, string | null>
}

interface BrandRuleTable {
  workspace_id: string
  id: string
  brand_id: string
  name: string
  severity: Severity
  places: Where[]
  looks_for: JsonColumn<Check>
  reason: string
  advice: string
  examples: JsonColumn<{ readonly finds: readonly string[]; readonly passes: readonly string[] }>
  is_on: boolean
  starter: string | null
  created_at: SetByDatabase
}

interface ConfirmedFindingTable {
  workspace_id: string
  subject_id: string
  rule_id: string
  words: string
  note: string
  member_id: string
  member_name: string
  at: SetByDatabase
}

interface DocumentTable {
  workspace_id: string
  id: string
  kind: 'policy' | 'lesson'
  title: string
  roles: Role[]
  rights: Right[]
  due_days: number | null
  version: number
  required_version: number
  required_at: SetByDatabase
  archived_at: MaybeTimestamp
  created_at: SetByDatabase
}

interface DocumentVersionTable {
  workspace_id: string
  document_id: string
  version: number
  title: string
  body: string
  note: string
  member_id: string
  member_name: string
  at: SetByDatabase
}

interface ReadingTable {
  workspace_id: string
  member_id: string
  document_id: string
  version: number
  read_at: SetByDatabase
  confirmed_at: MaybeTimestamp
}

interface ChecklistMarkTable {
  workspace_id: string
  subject_id: string
  item: string
  member_id: string
  at: SetByDatabase
}

export interface WorkflowTable {
  workspace_id: string
  id: string
  brand_id: string
  name: string
  account_ids: string[]
  label_ids: string[]
  posts: boolean
  answers: boolean
  steps: JsonColumn<Step[]>
  skip_roles: Role[]
  skip_members: string[]
  active: Generated<boolean>
  created_at: SetByDatabase
}

export interface GuestTable {
  workspace_id: string
  id: string
  brand_id: string
  name: string
  email: string
  language: Language
  /** Null: no calendar; empty: every account of the brand. */
  calendar_accounts: Maybe<string[]>
  removed_at: MaybeTimestamp
  created_at: SetByDatabase
}

export interface GuestLinkTable {
  workspace_id: string
  id: string
  guest_id: string
  token_hash: string
  expires_at: Timestamp
  opened_at: MaybeTimestamp
  created_at: SetByDatabase
}

export interface RequestTable {
  workspace_id: string
  id: string
  post_id: string
  brand_id: string
  kind: 'post' | 'answer'
  workflow_id: Maybe<string>
  workflow_name: Maybe<string>
  steps: JsonColumn<Step[]>
  state: 'open' | 'approved' | 'refused' | 'skipped' | 'withdrawn'
  version: Generated<number>
  step: Generated<number>
  escalated: Generated<boolean>
  first_line: string
  written_by: Maybe<string>
  asked_by: Maybe<string>
  asked_by_name: Maybe<string>
  changed_by: Maybe<string>
  asked_at: Timestamp
  planned_at: MaybeTimestamp
  due_at: MaybeTimestamp
  remind_at: MaybeTimestamp
  letters_at: MaybeTimestamp
  settled_at: MaybeTimestamp
}

export interface VersionTable {
  workspace_id: string
  request_id: string
  number: number
  content: JsonColumn<unknown>
  account_ids: string[]
  member_id: Maybe<string>
  member_name: Maybe<string>
  reached: Generated<number>
  began_at: Timestamp
}

export interface VerdictTable {
  workspace_id: string
  id: string
  request_id: string
  version: number
  step: number
  kind: VerdictKind
  member_id: Maybe<string>
  guest_id: Maybe<string>
  name: Maybe<string>
  in_place: Generated<boolean>
  text: Generated<string>
  at: Timestamp
}

export interface CommentTable {
  workspace_id: string
  id: string
  request_id: string
  internal: boolean
  text: string
  version: number
  member_id: Maybe<string>
  guest_id: Maybe<string>
  name: string
  at: Timestamp
}
