import type { ColumnType } from 'kysely'

import type { NoticeKind } from './contract.ts'

declare module '#kit/database' {
  interface Tables {
    'notifications.notice': NoticeTable
    'notifications.preference': PreferenceTable
  }
}

export interface NoticeTable {
  workspace_id: string
  id: string
  member_id: string
  key: string
  kind: NoticeKind
  params: ColumnType<Record<string, string>, string, never>
  href: string
  at: ColumnType<Date, Date | string, never>
  read_at: ColumnType<Date | null, Date | string | null, Date | string | null>
}

/** Only what a member chose; a kind without a row follows the default. */
export interface PreferenceTable {
  workspace_id: string
  member_id: string
  kind: NoticeKind
  email: boolean
}
