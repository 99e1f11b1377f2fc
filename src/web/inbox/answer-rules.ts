import type { Account } from '#contract/connections'
import type { Count, Inbox, Network } from '#networks/network'

import type { Kind } from './inbox-search.ts'

// What a network counts an answer by is found by its place; where answers have no rules of their own, those of posts hold.
interface RulesFile {
  readonly rulesFor: Network['rulesFor']
  readonly answerRulesFor?: NonNullable<Inbox['answering']>['rulesFor']
}
const files = import.meta.glob<RulesFile>('../../networks/*/rules.ts', { eager: true })

/** How much of an answer's room is used, by the measure that is nearest its limit; undefined where the network has none. */
export function countAnswer(text: string, { account, kind }: { account: Account; kind: Kind }): Count | undefined {
  const file = files[`../../networks/${account.network}/rules.ts`]
  const rules = file?.answerRulesFor?.(account.limits, kind) ?? file?.rulesFor(account.limits)
  return rules?.count(text).toSorted((a, b) => b.used / b.max - a.used / a.max)[0]
}
