import type { Generated } from 'kysely'

import type { MaybeJson, MaybeTimestamp, SetByDatabase, Timestamp } from '#kit/columns'
import type { Json } from '#kit/json'
import type { Reason } from '#networks/network'

export interface ReadingTable {
  workspace_id: string
  account_id: string
  source: string
  cursor: MaybeJson<Json>
  since: Timestamp
  read_at: MaybeTimestamp
  next_read_at: Timestamp
  failures: Generated<number>
  reason: MaybeJson<Reason>
  told_at: MaybeTimestamp
}

export interface GoneTable {
  workspace_id: string
  account_id: string
  external_id: string
  at: SetByDatabase
}
