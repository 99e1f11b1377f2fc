import type { Clock } from '#kit/clock'
import type { Db } from '#kit/database'
import type { JobSender } from '#kit/jobs'
import type { mentionsByDay } from '#modules/inbox'
import type { clicksOfDeliveries, touchedConversions } from '#modules/links'
import type { WorkerNeeds } from '#modules/publishing'

/** What this module asks of the others; everything is passed in by the server. */
export interface AnalyticsNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly jobs: JobSender
  readonly log: WorkerNeeds['log']
  /** Accounts, networks and brands, as publishing is given them. */
  readonly publishing: WorkerNeeds
  /** How often others mentioned an account, day by day, as the inbox counts. */
  readonly mentionsByDay: typeof mentionsByDay
  /** How many persons followed the links of deliveries. */
  readonly clicksOfDeliveries: typeof clicksOfDeliveries
  /** What came of their links, on the days about which something changed. */
  readonly touchedConversions: typeof touchedConversions
}
