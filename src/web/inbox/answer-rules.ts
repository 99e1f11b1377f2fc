import type { Account } from '#contract/connections'
import type { Count } from '#networks/network'

import { rulesOf } from '../publishing/network-rules.ts'

/** How much of an answer's room is used, by the measure that is nearest its limit; undefined where the network has none. */
export function countAnswer(text: string, account: Account): Count | undefined {
  return rulesOf(account)
    ?.count(text)
    .toSorted((a, b) => b.used / b.max - a.used / a.max)[0]
}
