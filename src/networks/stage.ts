import type { AccountAccess, NetworkEnvironment, PostContent } from './network.ts'

/** A network, or something that behaves like it, with an account to post from. */
export interface Stage {
  /** A post of several steps that the network accepts. */
  readonly content: PostContent
  environment(changes?: Partial<NetworkEnvironment>): NetworkEnvironment
  /** A fresh sign-in of the account. */
  connect(): Promise<AccountAccess>
  /** External ids of everything visible on the account, straight from the network. */
  live(): Promise<readonly string[]>
  /** Somebody likes what stands there, in the network's own app; absent where the network cannot be made to. */
  readonly like?: (externalId: string) => void
  /** The person withdraws the grant on the network. */
  endGrant(): Promise<void>
  close(): Promise<void>
}
