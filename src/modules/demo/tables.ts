import type { ColumnType } from 'kysely'

import type { Language } from '#kit/contract'

import type { Step } from './contract.ts'

declare module '#kit/database' {
  interface Tables {
    'demo.demo': DemoTable
  }
}

export interface DemoTable {
  workspace_id: string
  login_id: string
  member_id: string
  brand_id: string
  language: Language
  state: 'making' | 'ready' | 'failed' | 'removing'
  step: Step
  share: number
  past_is_made: ColumnType<boolean, boolean | undefined, boolean>
  started_at: ColumnType<Date, Date | string, never>
}
