import type { Generated, GeneratedAlways, Selectable } from 'kysely'

import type { JsonColumn, JsonWithDefault, MaybeJson, MaybeTimestamp, SetByDatabase, Timestamp } from '#kit/columns'
import type { Json } from '#kit/json'
import type { InboxKind, InboxMedia, InboxPost, Reason } from '#networks/network'

import type {
  Assigning,
  ConsentKind,
  DeedKind,
  FieldKind,
  Holiday,
  Meaning,
  MessageReason,
  RuleActions,
  RuleConditions,
  Sentiment,
  Span,
  Target,
  ThreadState,
  ViewFilter,
  Warning,
} from './contract.ts'

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

export interface AnswerTable {
  workspace_id: string
  id: string
  thread_id: string
  message_id: string
  text: string
  member_id: string
  member_name: string
  created_at: SetByDatabase
  external_id: string | null
  ended_at: MaybeTimestamp
  private: Generated<boolean>
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

export interface ReadingTable {
  workspace_id: string
  account_id: string
  source: string
  cursor: MaybeJson<Json>
  since: Timestamp
  read_at: MaybeTimestamp
  next_read_at: Timestamp
  failures: Generated<number>
  reason: MaybeJson<Reason>
  told_at: MaybeTimestamp
}

export interface PresenceTable {
  workspace_id: string
  thread_id: string
  member_id: string
  writing: boolean
  seen_at: SetByDatabase
}

export interface SavedAnswerTable {
  workspace_id: string
  id: string
  brand_id: string | null
  name: string
  shortcut: string | null
  texts: JsonColumn<readonly { readonly language: string; readonly text: string }[]>
  used: Generated<number>
  used_at: MaybeTimestamp
}

export interface WordingTable {
  workspace_id: string
  id: string
  thread_id: string
  brand_id: string
  at: Timestamp
  bands: number[]
}

export interface CorrectionTable {
  workspace_id: string
  id: string
  text: string
  meaning: Meaning | null
  sentiment: Sentiment | null
  member_id: string
  member_name: string
  created_at: SetByDatabase
}

export interface WebhookTable {
  workspace_id: string
  network: string
  digest: Buffer
  body: Buffer | null
  received_at: SetByDatabase
  next_at: SetByDatabase
  taken_until: MaybeTimestamp
  attempts: Generated<number>
  handled_at: MaybeTimestamp
  dropped: Generated<number>
}

export interface GoneTable {
  workspace_id: string
  account_id: string
  external_id: string
  at: SetByDatabase
}

export interface RuleTable {
  workspace_id: string
  id: string
  brand_id: string
  name: string
  place: number
  active_since: MaybeTimestamp
  stops: boolean
  conditions: JsonColumn<RuleConditions>
  actions: JsonColumn<RuleActions>
}

export interface RuleSetTable {
  workspace_id: string
  brand_id: string
  version: number
}

export interface RuleActTable {
  workspace_id: string
  rule_id: string
  message_id: string
  thread_id: string
  rule_name: string
  at: SetByDatabase
  label_ids: Generated<string[]>
  assignee_id: string | null
  urgent: Generated<boolean>
  alerted: Generated<number>
  finishes: Generated<boolean>
  finished_at: MaybeTimestamp
  hiding: 'asked' | 'done' | 'failed' | null
  hiding_reason: MaybeJson<Reason>
  undone_at: MaybeTimestamp
  undone_by: string | null
}

export interface CareTable {
  workspace_id: string
  brand_id: string
  week: JsonWithDefault<readonly Span[]>
  holidays: JsonWithDefault<readonly Holiday[]>
  targets: JsonWithDefault<readonly Target[]>
  warnings: JsonWithDefault<readonly Warning[]>
  assigning: JsonWithDefault<Assigning>
}

export interface WaitTable {
  workspace_id: string
  thread_id: string
  what: 'answer' | 'resolution'
  since: Timestamp
  ended_at: Timestamp
  brand_id: string
  network: string
  kind: InboxKind
  member_id: string | null
  first: boolean
  seconds: number
  working_seconds: number
  handling_seconds: number | null
  working_handling_seconds: number | null
  due_at: MaybeTimestamp
}

export interface PersonTable {
  workspace_id: string
  id: string
  name: string | null
  email: string | null
  phone: string | null
  fields: JsonWithDefault<Readonly<Record<string, string>>>
  words: Generated<string>
  marks: Generated<number[]>
}

export interface PersonFieldTable {
  workspace_id: string
  id: string
  name: string
  kind: FieldKind
  choices: Generated<string[]>
  place: number
}

export interface PersonNoteTable {
  workspace_id: string
  id: string
  person_id: string
  text: string
  member_id: string
  member_name: string
  at: SetByDatabase
}

export interface ConsentTable {
  workspace_id: string
  id: string
  person_id: string
  kind: ConsentKind
  given: boolean
  /** 2026-11-24. */
  said_on: string
  place: string
  member_id: string
  member_name: string
  recorded_at: SetByDatabase
}

export interface JoiningTable {
  workspace_id: string
  id: string
  person_id: string
  other_id: string
  brought: JsonColumn<Brought>
  member_id: string
  member_name: string
  at: SetByDatabase
}

/** What a person who was taken in brought along. */
export interface Brought {
  readonly person: Readonly<Pick<Selectable<PersonTable>, 'name' | 'email' | 'phone' | 'fields'>> | null
  readonly profiles: readonly string[]
  readonly notes: readonly string[]
  readonly consents: readonly string[]
  readonly joinings: readonly string[]
}

export interface ApartTable {
  workspace_id: string
  profile_id: string
  other_id: string
}

export interface ErasureKeyTable {
  workspace_id: string
  key: Buffer
}

export interface ErasedTable {
  workspace_id: string
  digest: Buffer
  at: SetByDatabase
}

export interface PlaybookTable {
  workspace_id: string
  brand_id: string
  meaning: Meaning
  steps: JsonColumn<readonly { readonly id: string; readonly text: string }[]>
  tone: string
  member_ids: string[]
  told_since: SetByDatabase
  saved_answer_id: string | null
}

export interface StepDoneTable {
  workspace_id: string
  thread_id: string
  step_id: string
  member_id: string
  member_name: string
  at: SetByDatabase
}

export interface SavedViewTable {
  workspace_id: string
  id: string
  brand_id: string
  member_id: string
  shared: boolean
  name: string
  filter: JsonColumn<ViewFilter>
  place: number
}

export interface AttendanceTable {
  workspace_id: string
  member_id: string
  seen_at: MaybeTimestamp
  away: Generated<boolean>
  given_at: MaybeTimestamp
}

export interface TallyTable {
  workspace_id: string
  brand_id: string
  quarter: Timestamp
  network: string
  kind: InboxKind
  received: number
  acted: number
}
