import type { AccountAccess, NetworkEnvironment } from './network-environment.ts'
import type { Outcome } from './network-trouble.ts'

export interface Mentions {
  /** Profiles whose name or handle begins like this, best first, at most ten. */
  find(query: string, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<readonly Mention[]>>
  /** What an answer cost, in US dollars, where the network charges for it. Pure. */
  cost?(found: readonly Mention[]): number
}

export interface Mention {
  /** What is written into the post: `@name`, or the network's own way to write it. */
  readonly text: string
  readonly name: string
  readonly handle: string
  readonly avatarUrl?: string
}
