import { useState } from 'react'

import type { Account } from '#contract/connections'

import { networksOf } from './check-draft.ts'
import type { Draft } from './draft.ts'
import { isTailored } from './variants.ts'

export interface Tabs {
  /** One for each network where the post goes. */
  readonly networks: readonly string[]
  /** With one network that says what all say there is nothing to tell apart. */
  readonly shown: boolean
  /** The network whose text is open; absent for the common one. */
  readonly network: string | undefined
  go(network: string | undefined): void
}

/** Which text is open. A network that was left out closes its tab. */
export function useTabs(draft: Draft, accounts: readonly Account[]): Tabs {
  const [wanted, setWanted] = useState<{ readonly network: string | undefined }>()
  const networks = networksOf(accounts)
  const shown = networks.length > 1 || networks.some((network) => isTailored(draft, network))
  const alone = networks.length === 1 ? networks[0] : undefined
  const { network } = wanted ?? { network: alone }
  return {
    networks,
    shown,
    network: shown && network !== undefined && networks.includes(network) ? network : undefined,
    go: (next) => setWanted({ network: next }),
  }
}
