import type { Generated, GeneratedAlways } from 'kysely'

import type { JsonColumn, Maybe, MaybeTimestamp, SetByDatabase, Timestamp } from '#kit/columns'
import type { Json } from '#kit/json'

import type { HeldRule, LogEntry, PlaybookContent } from '../crisis-contract.ts'

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
  ended_by_name: Maybe<string>
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
  confirmed_by: Maybe<string>
  confirmed_by_name: Maybe<string>
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
  settled_by_name: Maybe<string>
}
