import type { Generated } from 'kysely'

import type { MaybeTimestamp, SetByDatabase, Timestamp } from '#kit/columns'

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

export interface WordingTable {
  workspace_id: string
  id: string
  thread_id: string
  brand_id: string
  at: Timestamp
  bands: number[]
}
