import type { Generated } from 'kysely'

import type { JsonColumn, MaybeJson, MaybeTimestamp, SetByDatabase, Timestamp } from '#kit/columns'

import type { Definition, Rhythm } from './contract.ts'
import type { ReportRun } from './run-contract.ts'

declare module '#kit/database' {
  interface Tables {
    'reports.report': ReportTable
    'reports.schedule': ScheduleTable
    'reports.run': RunTable
    'reports.sending': SendingTable
    'reports.link': LinkTable
  }
}

export interface ReportTable {
  workspace_id: string
  id: string
  brand_id: string
  name: string
  definition: JsonColumn<Definition>
  revision: Generated<number>
  created_at: SetByDatabase
  changed_at: SetByDatabase
}

export interface ScheduleTable {
  workspace_id: string
  report_id: string
  brand_id: string
  rhythm: JsonColumn<Rhythm>
  recipients: string[]
  message: string
  active: boolean
  next_at: Timestamp
}

export interface RunTable {
  workspace_id: string
  id: string
  report_id: string
  brand_id: string
  occasion: string
  by_schedule: boolean
  seen_from: Timestamp
  state: 'making' | 'made' | 'failed'
  content: MaybeJson<ReportRun>
  message: string
  created_at: SetByDatabase
  ended_at: MaybeTimestamp
}

export interface SendingTable {
  workspace_id: string
  run_id: string
  recipient: string
  state: 'waiting' | 'held' | 'sending' | 'sent' | 'failed' | 'unclear' | 'left-out'
  reason: string | null
  changed_at: SetByDatabase
  /** When a person let it go that a crisis had held. */
  decided_at: MaybeTimestamp
}

export interface LinkTable {
  workspace_id: string
  id: string
  run_id: string
  token_hash: string
  password_hash: string | null
  expires_at: MaybeTimestamp
  opened: Generated<number>
  created_at: SetByDatabase
}
