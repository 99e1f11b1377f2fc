import type { Account } from '#contract/connections'

import type { FaultStories } from '../../src/networks/test-faults.ts'
import type { Owner } from '../support/owner.ts'
import type { FaultProxy } from './fault-proxy.ts'

/** A network behind the proxy that makes its faults. */
export interface FaultyNetwork extends FaultStories, AsyncDisposable {
  /** As the table names it. */
  readonly name: string
  readonly proxy: FaultProxy
  /** Everything that Hearth must be allowed to ask. */
  readonly origins: readonly string[]
  /** Settings that lead Hearth there. */
  readonly settings: Readonly<Record<string, string>>
  /** A new profile, arranged as a story wants it. */
  join(name: string, arrangement?: string): Promise<Profile>
}

export interface Profile {
  /** By which the proxy knows it. */
  readonly id: string
  /** `server`: where the network asks for its address, another than usual. */
  connect(owner: Owner, server?: string): Promise<Account>
  /** A customer says this under a post of theirs, or in private. */
  hear(words: string, how?: { readonly privately: boolean }): void
  /** What is live, straight from the network, oldest first. */
  live(): Promise<readonly LivePost[]>
  /** What they wrote in private, oldest first; absent where nobody is heard there. */
  readonly written?: () => Promise<readonly Pick<LivePost, 'text'>[]>
}

export interface LivePost {
  readonly id: string
  readonly text: string
  readonly images: number
  readonly films: number
  readonly replyTo?: string | undefined
  /** How many options its poll has; 0 without one. */
  readonly options: number
}
