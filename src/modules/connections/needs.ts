import type { Clock } from '#kit/clock'
import type { Db, Tx } from '#kit/database'
import type { Events } from '#kit/events'
import type { Vault } from '#kit/vault'
import type { Notify } from '#modules/notifications'
import type { Network } from '#networks/network'

/** What this module works with; everything is passed in by the server. */
export interface ConnectionsNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly events: Events
  readonly vault: Vault
  readonly notify: Notify
  readonly networks: readonly Network[]
  /** The guarded client, as far as this workspace may reach. */
  readonly fetch: (workspaceId: string) => typeof globalThis.fetch
  /** The installation's settings for a network, by name, as they stand for this workspace. */
  readonly options: (of: { workspaceId: string; network: string }) => Promise<Readonly<Record<string, string>>>
  /** The installation's settings for a network alone, whatever a demo is led to. */
  readonly installationOptions: (network: string) => Readonly<Record<string, string>>
  /** Of which tokens for webhooks are made. */
  readonly secretKey: Uint8Array
  /** Where people reach Hearth, without a slash at the end. */
  readonly publicUrl: string
  /** Each renewal keeps a database connection while the network answers; only so many may do that at once. */
  readonly renewing: <Value>(work: () => Promise<Value>) => Promise<Value>
  /** Puts what looking people up cost (US dollars) on the account's meter, which the module above keeps. */
  readonly noteLookUp: (db: Db, lookUp: { workspaceId: string; accountId: string; network: string; amount: number }) => Promise<void>
  /** How many posts still wait to go out on an account; asked of the module above. */
  readonly plannedPosts: (db: Db | Tx, account: { workspaceId: string; accountId: string }) => Promise<number>
}

export function networkOf(needs: Pick<ConnectionsNeeds, 'networks'>, id: string): Network | undefined {
  return needs.networks.find((network) => network.id === id)
}
