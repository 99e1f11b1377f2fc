import type { Clock } from '#kit/clock'
import type { Db, Tx } from '#kit/database'
import type { Events } from '#kit/events'
import type { Vault } from '#kit/vault'
import type { Notify } from '#modules/notifications'
import type { ConnectEnvironment, Network, NetworkEnvironment } from '#networks/network'

/** What this module works with; everything is passed in by the server. */
export interface ConnectionsNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly events: Events
  readonly vault: Vault
  readonly notify: Notify
  readonly networks: readonly Network[]
  /** The guarded client. */
  readonly fetch: typeof globalThis.fetch
  /** Settings of the installation by network. */
  readonly networkOptions: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Where people reach Hearth, without a slash at the end. */
  readonly publicUrl: string
  /** Each renewal keeps a database connection while the network answers; only so many may do that at once. */
  readonly renewing: <Value>(work: () => Promise<Value>) => Promise<Value>
  /** How many posts still wait to go out on an account; asked of the module above. */
  readonly plannedPosts: (db: Db | Tx, account: { workspaceId: string; accountId: string }) => Promise<number>
}

export function networkOf(needs: Pick<ConnectionsNeeds, 'networks'>, id: string): Network | undefined {
  return needs.networks.find((network) => network.id === id)
}

/** What a network is given for connecting, refreshing and revoking; none of these shows a picture. In seconds: how long it may take. */
export function environmentOf(needs: ConnectionsNeeds, network: Network, seconds = 30): ConnectEnvironment & NetworkEnvironment {
  return {
    fetch: needs.fetch,
    now: () => needs.clock.now(),
    image: () => Promise.reject(new Error('Connecting an account needs no image.')),
    options: needs.networkOptions[network.id] ?? {},
    signal: AbortSignal.timeout(seconds * 1000),
    publicUrl: needs.publicUrl,
    redirectUrl: `${needs.publicUrl}/oauth/${network.id}/callback`,
  }
}
