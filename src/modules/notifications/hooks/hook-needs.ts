import type { Clock } from '#kit/clock'
import type { Db } from '#kit/database'
import type { JobSender } from '#kit/jobs'
import type { Vault } from '#kit/vault'

import type { HookService } from '../contract.ts'
import type { Notify } from '../new-notice.ts'

export interface HookNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly vault: Vault
  readonly jobs: JobSender
  readonly notify: Notify
  /** Where people reach Hearth, without a slash at the end. */
  readonly publicUrl: string
  /** What a workspace reaches of the world: the guarded client. */
  readonly fetchFor: (workspaceId: string) => typeof globalThis.fetch
  /** Where the services take messages; tests have stand-ins. */
  readonly hookOrigins: Readonly<Record<HookService, string>>
}

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and https://docs.discord.com/developers/resources/webhook */
export const hookOrigins: Readonly<Record<HookService, string>> = { slack: 'https://hooks.slack.com', discord: 'https://discord.com' }
