import type { Clock } from '#kit/clock'
import type { Db } from '#kit/database'
import type { Events } from '#kit/events'
import type { JobSender } from '#kit/jobs'
import type { Mail } from '#kit/mail'
import type { Notify } from '#modules/notifications'

import type { Outward } from './crisis/outward.ts'

/** What this module works with; everything is passed in by the server. */
export interface GovernanceNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly events: Events
  readonly jobs: JobSender
  readonly notify: Notify
  readonly mail: Mail
  /** Hearth’s secret key, 32 bytes: links for people without an account follow from it. */
  readonly secretKey: Uint8Array
  readonly publicUrl: string
  /** What a crisis asks of the modules above. */
  readonly outward: Outward
  readonly facts: ChecklistFacts
}

interface OfBrand {
  readonly workspaceId: string
  readonly brandId: string
}

/** What ticks items of checklists by itself; of what is absent only people know. */
export interface ChecklistFacts {
  /** Where handles are to be claimed. */
  readonly networks: readonly string[]
  /** Networks on which the brand has an account. */
  readonly connected: (db: Db, of: OfBrand) => Promise<readonly string[]>
  readonly hasPublished: (db: Db, of: OfBrand) => Promise<boolean>
  readonly workflow?: (db: Db, of: OfBrand) => Promise<boolean>
}
