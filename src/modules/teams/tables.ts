import type { ColumnType, Generated } from 'kysely'

declare module '#kit/database' {
  interface Tables {
    'teams.audit': AuditTable
    'teams.idempotency': IdempotencyTable
  }
}

/** Append-only: who changed what. */
export interface AuditTable {
  workspace_id: string
  id: Generated<string>
  at: ColumnType<Date, Date | string, never>
  member_id: string | null
  actor_name: string
  via: 'web' | 'api-key' | 'system'
  action: string
  subject_kind: string | null
  subject_id: string | null
  detail: ColumnType<unknown, string, never>
}

/** Answers of creating calls, kept for a day, so that a repeated call gets the first one's answer. */
export interface IdempotencyTable {
  workspace_id: string
  member_id: string
  key: string
  request_hash: string
  response: ColumnType<unknown, string | null, string>
  created_at: ColumnType<Date, Date | string, never>
}
