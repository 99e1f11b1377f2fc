import type { Clock } from '#kit/clock'
import type { Db } from '#kit/database'
import type { Events } from '#kit/events'

/** What this module works with; everything is passed in by the server. */
export interface StrategyNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly events: Events
}
