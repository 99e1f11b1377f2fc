import type { Account } from '#contract/connections'
import type { Delivery } from '#contract/publishing'

import { useText } from '../../language/text-provider.tsx'
import { networkName } from '../../networks.ts'

/** Where a copy goes, as people know it: `@tea (Bluesky)`; only the network where the account is gone. */
export function useNameOfCopy(accounts: readonly Account[]): (copy: Pick<Delivery, 'accountId' | 'network'>) => string {
  const words = useText().post
  return ({ accountId, network }) => {
    const account = accounts.find(({ id }) => id === accountId)
    return account === undefined ? networkName(network) : words.copy(account.handle, networkName(network))
  }
}
