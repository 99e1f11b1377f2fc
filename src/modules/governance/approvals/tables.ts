import type { Generated } from 'kysely'

import type { JsonColumn, Maybe, MaybeTimestamp, SetByDatabase, Timestamp } from '#kit/columns'
import type { Language } from '#kit/contract'
import type { Role } from '#modules/teams'

import type { Step, VerdictKind } from '../approval-contract.ts'

export interface WorkflowTable {
  workspace_id: string
  id: string
  brand_id: string
  name: string
  account_ids: string[]
  label_ids: string[]
  posts: boolean
  answers: boolean
  steps: JsonColumn<Step[]>
  skip_roles: Role[]
  skip_members: string[]
  active: Generated<boolean>
  created_at: SetByDatabase
}

export interface GuestTable {
  workspace_id: string
  id: string
  brand_id: string
  name: string
  email: string
  language: Language
  /** Null: no calendar; empty: every account of the brand. */
  calendar_accounts: Maybe<string[]>
  removed_at: MaybeTimestamp
  created_at: SetByDatabase
}

export interface GuestLinkTable {
  workspace_id: string
  id: string
  guest_id: string
  token_hash: string
  expires_at: Timestamp
  opened_at: MaybeTimestamp
  created_at: SetByDatabase
}

export interface RequestTable {
  workspace_id: string
  id: string
  post_id: string
  brand_id: string
  kind: 'post' | 'answer'
  workflow_id: Maybe<string>
  workflow_name: Maybe<string>
  steps: JsonColumn<Step[]>
  state: 'open' | 'approved' | 'refused' | 'skipped' | 'withdrawn'
  version: Generated<number>
  step: Generated<number>
  escalated: Generated<boolean>
  first_line: string
  written_by: Maybe<string>
  asked_by: Maybe<string>
  asked_by_name: Maybe<string>
  changed_by: Maybe<string>
  asked_at: Timestamp
  planned_at: MaybeTimestamp
  due_at: MaybeTimestamp
  remind_at: MaybeTimestamp
  letters_at: MaybeTimestamp
  settled_at: MaybeTimestamp
}

export interface VersionTable {
  workspace_id: string
  request_id: string
  number: number
  content: JsonColumn<unknown>
  account_ids: string[]
  member_id: Maybe<string>
  member_name: Maybe<string>
  reached: Generated<number>
  began_at: Timestamp
}

export interface VerdictTable {
  workspace_id: string
  id: string
  request_id: string
  version: number
  step: number
  kind: VerdictKind
  member_id: Maybe<string>
  guest_id: Maybe<string>
  name: Maybe<string>
  in_place: Generated<boolean>
  text: Generated<string>
  at: Timestamp
}

export interface CommentTable {
  workspace_id: string
  id: string
  request_id: string
  internal: boolean
  text: string
  version: number
  member_id: Maybe<string>
  guest_id: Maybe<string>
  name: string
  at: Timestamp
}
