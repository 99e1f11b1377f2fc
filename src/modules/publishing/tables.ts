import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

import type { Colour } from '#contract/strategy'
import type { JsonColumn, JsonWithDefault, Maybe, MaybeJson, MaybeTimestamp, SetByDatabase, Timestamp } from '#kit/columns'
import type { Json } from '#kit/json'
import type { Clearance } from '#modules/governance'
import type { Answered, PostContent, Reason } from '#networks/network'

import type { Attempt, ContentInput, DeliveryState, KeptTrouble } from './contract.ts'

declare module '#kit/database' {
  interface Tables {
    'publishing.post': PostTable
    'publishing.delivery': DeliveryTable
    'publishing.attempt': AttemptTable
    'publishing.correction': CorrectionTable
    'publishing.edit': EditTable
    'publishing.note': NoteTable
    'publishing.native_post': NativePostTable
    'publishing.timeline': TimelineTable
    'publishing.use': UseTable
    'publishing.cadence': CadenceTable
    'publishing.category': CategoryTable
    'publishing.kept_post': KeptPostTable
    'publishing.evergreen_use': EvergreenUseTable
  }
}

export interface PostTable {
  workspace_id: string
  id: string
  brand_id: string
  revision: Generated<number>
  content: JsonColumn<ContentInput>
  account_ids: string[]
  /** What it answers; null for a post. An answer stands in the inbox alone. */
  answers: MaybeJson<Answered>
  campaign_id: string | null
  label_ids: Generated<string[]>
  first_line: string
  parts: number
  media: number
  thumb_media_id: string | null
  /** Every library item it shows, for who wants to remove one. */
  media_ids: string[]
  /** All its text, for search. */
  words: string
  planned_local: string | null
  time_zone: string | null
  occurrence: 'first' | 'second' | null
  planned_at: MaybeTimestamp
  published_at: MaybeTimestamp
  url: string | null
  /** Its place on the calendar: when it went live, or is planned to. An answer has none. */
  shown_at: GeneratedAlways<Date | null>
  created_by: string | null
  created_by_name: string | null
  /** Whether somebody has to say yes: `free` means that nobody has. Null before it was ever planned. */
  approval: Maybe<Clearance>
  /** What may go out, and on which accounts. Anything else is held by the database. */
  cleared_content: MaybeJson<ContentInput>
  cleared_accounts: Maybe<string[]>
  cleared: GeneratedAlways<boolean>
  /** The category that planned it. */
  category_id: Maybe<string>
  created_at: SetByDatabase
  updated_at: SetByDatabase
}

export interface DeliveryTable {
  workspace_id: string
  id: string
  post_id: string
  brand_id: string
  account_id: string
  network: string
  is_answer: Generated<boolean>
  state: DeliveryState
  wish: Generated<'publish' | 'take-down'>
  due_at: Timestamp
  content: MaybeJson<PostContent>
  prepared: MaybeJson<Json>
  begun_at: MaybeTimestamp
  results: JsonWithDefault<Record<string, Json>>
  live_parts: Generated<number>
  unclear_step: string | null
  unclear_since: MaybeTimestamp
  resend_allowed: Generated<boolean>
  tries: Generated<number>
  attempts: Generated<number>
  lease: string | null
  lease_until: MaybeTimestamp
  next_try_at: MaybeTimestamp
  /** As its post; what is not, and has not begun to go out, is never due. */
  cleared: Generated<boolean>
  wake_at: GeneratedAlways<Date | null>
  reason: MaybeJson<Reason>
  external_id: string | null
  url: string | null
  published_at: MaybeTimestamp
  settled_at: MaybeTimestamp
  updated_at: SetByDatabase
}

export interface AttemptTable {
  workspace_id: string
  delivery_id: string
  id: string
  step: string
  kind: Attempt['kind']
  payload_hash: string
  lease: string
  started_at: Timestamp
  finished_at: MaybeTimestamp
  outcome: Generated<Attempt['outcome']>
  reason: MaybeJson<Reason>
}

/** The newest correction of a copy, while it is asked what has become of it, and after it was refused. */
export interface CorrectionTable {
  workspace_id: string
  delivery_id: string
  attempt_id: string
  since: Timestamp
  look_at: MaybeTimestamp
  reason: MaybeJson<Reason>
}

export interface NoteTable {
  workspace_id: string
  id: string
  brand_id: string
  /** A day of the brand's calendar: 2026-11-24. */
  day: string
  text: string
  colour: Colour
  created_by_name: string | null
  created_at: SetByDatabase
}

/** What a post said; what one member saved within ten minutes is one row. */
export interface EditTable {
  workspace_id: string
  post_id: string
  id: string
  content: JsonColumn<ContentInput>
  account_ids: string[]
  member_id: string | null
  member_name: string | null
  began_at: SetByDatabase
  edited_at: SetByDatabase
}

export interface NativePostTable {
  workspace_id: string
  account_id: string
  external_id: string
  brand_id: string
  network: string
  url: string
  first_line: string
  media: number
  published_at: Timestamp
  seen_at: Timestamp
}

export interface TimelineTable {
  workspace_id: string
  account_id: string
  read_at: MaybeTimestamp
  next_read_at: Timestamp
  failures: Generated<number>
}

export interface UseTable {
  workspace_id: string
  account_id: string
  at: Timestamp
  name: string
  delivery_id: string
  network: string
  /** A `numeric`, as the driver gives it. */
  amount: ColumnType<string, number, number>
}

export interface CadenceTable {
  workspace_id: string
  account_id: string
  brand_id: string
  /** `2T09:30`: the day of the week, 1 is Monday, and the time by the brand's clock. */
  slots: string[]
  most_days_apart: number | null
  most_per_day: number | null
}

export interface CategoryTable {
  workspace_id: string
  id: string
  brand_id: string
  name: string
  account_ids: string[]
  slots: string[]
  least_days: number
  paused: Generated<boolean>
  created_at: SetByDatabase
}

export interface KeptPostTable {
  workspace_id: string
  id: string
  category_id: string
  wordings: JsonColumn<ContentInput[]>
  first_line: string
  thumb_media_id: string | null
  media_ids: string[]
  said_at: MaybeTimestamp
  ends_after: number | null
  /** A day of the brand's calendar: 2026-11-24. */
  ends_on: string | null
  wish: Generated<'active' | 'paused' | 'ended'>
  trouble: MaybeJson<KeptTrouble>
  created_at: SetByDatabase
}

export interface EvergreenUseTable {
  workspace_id: string
  category_id: string
  /** By the brand's clock: 2026-11-24T09:30. */
  slot: string
  kept_id: string | null
  cycle: number
  post_id: string | null
}
