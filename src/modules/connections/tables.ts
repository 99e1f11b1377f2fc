import type { JsonColumn, JsonWithDefault, MaybeJson, MaybeTimestamp, Timestamp } from '#kit/columns'
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
  settings: JsonColumn<Json>
  limits: JsonWithDefault<Json>
  limits_at: MaybeTimestamp
  state: 'connected' | 'signed-out'
  connected_at: Timestamp
  refreshed_at: MaybeTimestamp
  problem: MaybeJson<Reason>
  problem_at: MaybeTimestamp
  removed_at: MaybeTimestamp
  scopes: string[] | null
}

export interface SecretTable {
  workspace_id: string
  account_id: string
  sealed: string
  expires_at: MaybeTimestamp
  stored_at: Timestamp
}

export interface PendingTable {
  workspace_id: string
  state: string
  member_id: string
  brand_id: string
  network: string
  account_id: string | null
  sealed: string
  expires_at: Timestamp
}

export interface AppTable {
  workspace_id: string
  network: string
  server: string
  sealed: string
  stored_at: Timestamp
}

export interface ProblemTable {
  workspace_id: string
  account_id: string
  at: Timestamp
  reason: JsonColumn<Reason>
}
