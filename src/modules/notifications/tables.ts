import type { ColumnType, Generated } from 'kysely'

import type { MaybeJson, MaybeTimestamp, Timestamp } from '#kit/columns'

import type { HookKind, HookService, MailWhen, NoticeKind } from './contract.ts'

declare module '#kit/database' {
  interface Tables {
    'notifications.notice': NoticeTable
    'notifications.preference': PreferenceTable
    'notifications.rhythm': RhythmTable
    'notifications.waiting': WaitingTable
    'notifications.letter': LetterTable
    'notifications.push_keys': PushKeysTable
    'notifications.push_browser': PushBrowserTable
    'notifications.hook': HookTable
    'notifications.hook_message': HookMessageTable
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
  in_app: Generated<boolean>
}

/** Only what a member chose; a kind without a row follows the default. */
export interface PreferenceTable {
  workspace_id: string
  member_id: string
  kind: NoticeKind
  in_app: Generated<boolean>
  email: MailWhen
  push: boolean
}

export interface RhythmTable {
  workspace_id: string
  member_id: string
  time_zone: string
  daily_hour: number
  quiet_from: string | null
  quiet_to: string | null
  quiet_days: number[] | null
}

export interface WaitingTable {
  workspace_id: string
  notice_id: string
  channel: 'mail' | 'push'
  member_id: string
  why: 'daily' | 'quiet'
  due_at: Timestamp
  day: string | null
}

export interface LetterTable {
  workspace_id: string
  id: string
  member_id: string
  day: string | null
  notice_ids: string[]
  state: 'waiting' | 'sending' | 'sent' | 'needless' | 'failed' | 'unclear'
  made_at: Timestamp
}

export interface PushKeysTable {
  one: Generated<boolean>
  public_key: string
  sealed: string
}

export interface PushBrowserTable {
  workspace_id: string
  id: string
  member_id: string
  hash: string
  name: string
  sealed: string
  added_at: Timestamp
}

/** What a service said when it refused: its status, or none where it gave no answer, and its words. */
export interface HookFailure {
  status?: number
  says: string
}

export interface HookTable {
  workspace_id: string
  id: string
  service: HookService
  name: string
  sealed: string
  kinds: HookKind[]
  brand_ids: string[] | null
  made_by: string
  made_at: Timestamp
  last_sent_at: MaybeTimestamp
  failure: MaybeJson<HookFailure>
  failed_at: MaybeTimestamp
  failures: Generated<number>
  off_at: MaybeTimestamp
}

export interface HookMessageTable {
  workspace_id: string
  hook_id: string
  id: string
  key: string
  kind: NoticeKind
  params: ColumnType<Record<string, string>, string, never>
  href: string
  made_at: Timestamp
  sent_at: MaybeTimestamp
}
