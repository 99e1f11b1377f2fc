import type { Generated } from 'kysely'

import type { MaybeTimestamp } from '#kit/columns'

export interface AttendanceTable {
  workspace_id: string
  member_id: string
  seen_at: MaybeTimestamp
  away: Generated<boolean>
  given_at: MaybeTimestamp
}
