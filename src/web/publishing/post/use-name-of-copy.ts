import type { Account } from '#contract/connections'
import type { Delivery } from '#contract/publishing'

import { networkName } from '../../networks.ts'

/** Where a copy goes, as people know it: `@tea (Bluesky)`; only the network where the account is gone. */
export function nameOfCopy({ accountId, network }: Pick<Delivery, 'accountId' | 'network'>, accounts: readonly Account[]): string {
  const account = accounts.find(({ id }) => id === accountId)
  return account === undefined ? networkName(network) : `@${account.handle} (${networkName(network)})`
}
