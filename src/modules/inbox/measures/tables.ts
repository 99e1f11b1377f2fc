import type { MaybeTimestamp, Timestamp } from '#kit/columns'
import type { InboxKind } from '#networks/network'

export interface WaitTable {
  workspace_id: string
  thread_id: string
  what: 'answer' | 'resolution'
  since: Timestamp
  ended_at: Timestamp
  brand_id: string
  network: string
  kind: InboxKind
  member_id: string | null
  first: boolean
  seconds: number
  working_seconds: number
  handling_seconds: number | null
  working_handling_seconds: number | null
  due_at: MaybeTimestamp
}

export interface TallyTable {
  workspace_id: string
  brand_id: string
  quarter: Timestamp
  network: string
  kind: InboxKind
  received: number
  acted: number
}
