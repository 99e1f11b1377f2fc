import type { Generated, GeneratedAlways } from 'kysely'

import type { JsonColumn, JsonWithDefault, MaybeJson, MaybeTimestamp, SetByDatabase, Timestamp } from '#kit/columns'
import type { Json } from '#kit/json'
import type { InboxKind, InboxMedia, InboxPost } from '#networks/network'

import type { AnswerTable, WordingTable } from './answers/tables.ts'
import type { DeedKind, Meaning, MessageReason, Sentiment, ThreadState } from './contract.ts'
import type { CareTable } from './deadlines/tables.ts'
import type { CorrectionTable } from './meaning/tables.ts'
import type { TallyTable, WaitTable } from './measures/tables.ts'
import type {
  ApartTable,
  ConsentTable,
  ErasedTable,
  ErasureKeyTable,
  JoiningTable,
  PersonFieldTable,
  PersonNoteTable,
  PersonTable,
} from './people/tables.ts'
import type { PlaybookTable, StepDoneTable } from './playbooks/tables.ts'
import type { GoneTable, ReadingTable } from './reading/tables.ts'
import type { RuleActTable, RuleSetTable, RuleTable } from './rules/tables.ts'
import type { SavedAnswerTable } from './saved/tables.ts'
import type { AttendanceTable } from './sharing/tables.ts'
import type { SavedViewTable } from './views/tables.ts'
import type { WebhookTable } from './webhooks/tables.ts'

/** All tables of the inbox. What belongs to one room alone is told there. */
declare module '#kit/database' {
  interface Tables {
    'inbox.profile': ProfileTable
    'inbox.thread': ThreadTable
    'inbox.message': MessageTable
    'inbox.answer': AnswerTable
    'inbox.deed': DeedTable
    'inbox.reading': ReadingTable
    'inbox.presence': PresenceTable
    'inbox.saved_answer': SavedAnswerTable
    'inbox.wording': WordingTable
    'inbox.correction': CorrectionTable
    'inbox.webhook': WebhookTable
    'inbox.gone': GoneTable
    'inbox.rule': RuleTable
    'inbox.rule_set': RuleSetTable
    'inbox.rule_act': RuleActTable
    'inbox.care': CareTable
    'inbox.wait': WaitTable
    'inbox.attendance': AttendanceTable
    'inbox.tally': TallyTable
    'inbox.person': PersonTable
    'inbox.person_field': PersonFieldTable
    'inbox.person_note': PersonNoteTable
    'inbox.consent': ConsentTable
    'inbox.joining': JoiningTable
    'inbox.apart': ApartTable
    'inbox.erasure_key': ErasureKeyTable
    'inbox.erased': ErasedTable
    'inbox.playbook': PlaybookTable
    'inbox.step_done': StepDoneTable
    'inbox.saved_view': SavedViewTable
  }
}

export interface ProfileTable {
  workspace_id: string
  id: string
  network: string
  external_id: string
  handle: string
  name: string
  avatar_url: string | null
  url: string | null
  person_id: string | null
  words: string | null
  marks: number[] | null
}

export interface ThreadTable {
  workspace_id: string
  id: string
  brand_id: string
  account_id: string
  network: string
  external_id: string
  kind: InboxKind
  about: MaybeJson<InboxPost>
  profile_id: string | null
  first_line: Generated<string>
  messages: Generated<number>
  state: ThreadState
  snoozed_until: MaybeTimestamp
  assignee_id: string | null
  label_ids: Generated<string[]>
  urgent: Generated<boolean>
  waiting_since: MaybeTimestamp
  last_at: Timestamp
  first_inbound_at: MaybeTimestamp
  first_answer_at: MaybeTimestamp
  done_at: MaybeTimestamp
  meaning: Meaning | null
  matter_since: MaybeTimestamp
  answer_due_at: MaybeTimestamp
  resolve_due_at: MaybeTimestamp
  due_at: GeneratedAlways<Date | null>
  warn_at: MaybeTimestamp
  shared_out_at: MaybeTimestamp
  linked_id: string | null
  looked_at: MaybeTimestamp
}

export interface MessageTable {
  workspace_id: string
  id: string
  thread_id: string
  account_id: string
  external_id: string
  kind: InboxKind
  by_us: boolean
  profile_id: string | null
  text: string
  media: JsonWithDefault<readonly InboxMedia[]>
  at: Timestamp
  edited_at: MaybeTimestamp
  gone_at: MaybeTimestamp
  hidden: Generated<boolean>
  stars: number | null
  url: string | null
  answers: string | null
  answer_to: MaybeJson<Json>
  member_id: string | null
  member_name: string | null
  meaning: Meaning | null
  sentiment: Sentiment | null
  language: string | null
  sure: number | null
  reasons: JsonWithDefault<readonly MessageReason[]>
  grams: number[] | null
  as_of: SetByDatabase
  erased: Generated<boolean>
  acted: Generated<boolean>
  missed_at: MaybeTimestamp
}

export interface DeedTable {
  workspace_id: string
  id: string
  thread_id: string
  at: SetByDatabase
  member_id: string | null
  member_name: string | null
  kind: DeedKind
  detail: JsonColumn<Readonly<Record<string, Json>>>
}

export interface PresenceTable {
  workspace_id: string
  thread_id: string
  member_id: string
  writing: boolean
  seen_at: SetByDatabase
}
