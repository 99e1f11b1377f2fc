import type { Clock } from '#kit/clock'
import type { Db } from '#kit/database'
import type { Events } from '#kit/events'
import type { JobSender } from '#kit/jobs'
import type { Log } from '#kit/log'
import type { Mail } from '#kit/mail'

import type { FindPlaces } from './places.ts'

/** What the procedures of this module work with. */
export interface TeamsNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly jobs: JobSender
  readonly events: Events
  /** Hearth’s secret key, 32 bytes: invitation links and API keys follow from it. */
  readonly secretKey: Uint8Array
  /** Where people reach Hearth, without a slash at the end. */
  readonly publicUrl: string
  /** Where it is not enabled, invitations are handed over by their link and passwords cannot be reset. */
  readonly mail: Mail
  /** Where accounts stand: roles are granted for accounts of a brand only. */
  readonly accountPlaces: FindPlaces
  /** Asked for at set-up where Hearth is not on loopback. */
  readonly setupCode?: string | undefined
}

export interface SignInNeeds {
  readonly db: Db
  readonly log: Log
  readonly secretKey: Uint8Array
  readonly publicUrl: string
  /** Further origins whose pages may sign people in. */
  readonly trustedOrigins?: readonly string[] | undefined
  readonly mail: Mail
}
