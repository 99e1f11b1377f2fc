import type { Clock } from '#kit/clock'
import type { Db } from '#kit/database'
import type { Vault } from '#kit/vault'

/** What conversions work with. */
export interface ConversionNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly vault: Vault
  /** Where the sites reach Hearth, without a trailing slash. */
  readonly publicUrl: string
}
