import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

import type { Json } from '#kit/json'
import type { Role } from '#modules/teams'

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
  }
}

type SetByDatabase = ColumnType<Date, Date | string | undefined, Date | string>
type MaybeTimestamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
type JsonColumn<Value> = ColumnType<Value, string, string>

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
  at: ColumnType<Date, Date | string, Date | string>
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
  looks_for: ColumnType<Check, string, string>
  reason: string
  advice: string
  examples: ColumnType<{ readonly finds: readonly string[]; readonly passes: readonly string[] }, string, string>
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
