import type { Clock } from '#kit/clock'
import type { Db, Tx } from '#kit/database'
import type { Events } from '#kit/events'
import type { JobSender } from '#kit/jobs'
import type { Log } from '#kit/log'
import type { Mail } from '#kit/mail'
import type { Vault } from '#kit/vault'

import type { NameFinders } from './audit/name-finders.ts'
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
  /** What the audit log names by an id, and how that is called. */
  readonly nameFinders: NameFinders
  /** Seals what a workspace's provider knows Hearth by. */
  readonly vault: Vault
  /** The guarded client of a workspace: its provider's address is what an owner typed. */
  readonly fetch: (workspaceId: string) => typeof globalThis.fetch
  /** Whether anything is still done for a brand: accounts are connected, reports go out. */
  readonly isBrandInUse: (tx: Tx, of: { workspaceId: string; brandId: string }) => Promise<boolean>
  /** Asked for at set-up where Hearth is not on loopback. */
  readonly setupCode?: string | undefined
}

export interface SignInNeeds extends Pick<
  TeamsNeeds,
  'db' | 'clock' | 'jobs' | 'events' | 'secretKey' | 'publicUrl' | 'mail' | 'vault' | 'fetch'
> {
  readonly log: Log
  /** Keys before the present one, newest first: what they encrypted is still read. */
  readonly oldSecretKeys?: readonly Uint8Array[] | undefined
  /** Further origins whose pages may sign people in. */
  readonly trustedOrigins?: readonly string[] | undefined
}
