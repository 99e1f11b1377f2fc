import type { Db } from '#kit/database'
import type { JobSender } from '#kit/jobs'
import type { Notify } from '#modules/notifications'
import type { Log, WorkerNeeds } from '#modules/publishing'

import type { Understander } from './meaning/understander.ts'
import type { Ruling } from './rules/ruling.ts'
import type { WebhookNeeds } from './webhooks/webhook-needs.ts'

/** What this module works with; everything is passed in by the server. */
export interface InboxNeeds {
  readonly db: Db
  readonly jobs: JobSender
  readonly log: Log
  /** What answers go out with; its accounts and networks are read here too. */
  readonly publishing: WorkerNeeds
  readonly understander: Understander
  readonly ruling: Ruling
  readonly webhooks: WebhookNeeds
  readonly notify: Notify
}
