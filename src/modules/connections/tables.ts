import type { ColumnType } from 'kysely'

import type { Json } from '#kit/json'

import type { Reason } from './contract.ts'

declare module '#kit/database' {
  interface Tables {
    'connections.account': AccountTable
    'connections.secret': SecretTable
    'connections.pending': PendingTable
    'connections.app': AppTable
    'connections.problem': ProblemTable
  }
}

type Time = ColumnType<Date, Date | string, Date | string>
type OptionalTime = ColumnType<Date | null, Date | string | null, Date | string | null>

export interface AccountTable {
  workspace_id: string
  id: string
  brand_id: string
  network: string
  external_id: string
  handle: string
  display_name: string
  avatar_url: string | null
  profile_url: string
  settings: ColumnType<Json, string, string>
  limits: ColumnType<Json, string | undefined, string>
  limits_at: OptionalTime
  state: 'connected' | 'signed-out'
  connected_at: Time
  refreshed_at: OptionalTime
  problem: ColumnType<Reason | null, string | null, string | null>
  problem_at: OptionalTime
  removed_at: OptionalTime
  scopes: string[] | null
}

export interface SecretTable {
  workspace_id: string
  account_id: string
  sealed: string
  expires_at: OptionalTime
  stored_at: Time
}

export interface PendingTable {
  workspace_id: string
  state: string
  member_id: string
  brand_id: string
  network: string
  account_id: string | null
  sealed: string
  expires_at: Time
}

export interface AppTable {
  workspace_id: string
  network: string
  server: string
  sealed: string
  stored_at: Time
}

export interface ProblemTable {
  workspace_id: string
  account_id: string
  at: Time
  reason: ColumnType<Reason, string, string>
}
