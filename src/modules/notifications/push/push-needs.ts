import type { Clock } from '#kit/clock'
import type { Db } from '#kit/database'
import type { JobSender } from '#kit/jobs'
import type { Vault } from '#kit/vault'

export interface PushNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly vault: Vault
  readonly jobs: JobSender
  /** Where people reach Hearth, without a slash at the end. */
  readonly publicUrl: string
  /** What a workspace reaches of the world: the guarded client. */
  readonly fetchFor: (workspaceId: string) => typeof globalThis.fetch
  /** Origins that may be asked although they are plain http. */
  readonly allowedOrigins: ReadonlySet<string>
}
