import type { Generated } from 'kysely'

import type { JsonColumn, MaybeJson, MaybeTimestamp, SetByDatabase } from '#kit/columns'
import type { Reason } from '#networks/network'

import type { PassedOver, RuleActions, RuleConditions } from '../contract.ts'

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
  passed_over: MaybeJson<PassedOver>
  urgent: Generated<boolean>
  alerted: Generated<number>
  finishes: Generated<boolean>
  finished_at: MaybeTimestamp
  hiding: 'asked' | 'done' | 'failed' | null
  hiding_reason: MaybeJson<Reason>
  undone_at: MaybeTimestamp
  undone_by: string | null
}
