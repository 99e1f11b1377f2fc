import type { Generated } from 'kysely'

import type { MaybeTimestamp, SetByDatabase } from '#kit/columns'

export interface WebhookTable {
  workspace_id: string
  network: string
  digest: Buffer
  body: Buffer | null
  received_at: SetByDatabase
  next_at: SetByDatabase
  taken_until: MaybeTimestamp
  attempts: Generated<number>
  handled_at: MaybeTimestamp
  dropped: Generated<number>
}
