import type { Account } from '#contract/connections'
import type { Message } from '#contract/inbox'
import type { Answering, Count } from '#networks/network'

import { rulesOf } from '../publishing/network-rules.ts'

// What a network's folder says of answers, where they have rules of their own.
const rules = import.meta.glob<Answering['rulesFor']>('../../networks/*/rules-of-answers.ts', { eager: true, import: 'rulesOfAnswers' })

/** How much of an answer's room is used, by the measure that is nearest its limit; undefined where the network has none. */
export function countAnswer(
  text: string,
  { account, kind }: { readonly account: Account; readonly kind: Message['kind'] },
): Count | undefined {
  const ofAnswers = rules[`../../networks/${account.network}/rules-of-answers.ts`]?.(account.limits, kind)
  return (ofAnswers ?? rulesOf(account))?.count(text).toSorted((a, b) => b.used / b.max - a.used / a.max)[0]
}
