import type { Account } from '#contract/connections'
import type { Message } from '#contract/inbox'
import type { Answering, Count } from '#networks/network'

import { rulesOf } from '../publishing/network-rules.ts'

// What a network's folder says of answers, where they have rules of their own.
const rules = import.meta.glob<Answering['rulesFor']>('../../networks/*/rules-of-answers.ts', { eager: true, import: 'rulesOfAnswers' })

interface Place {
  readonly account: Account
  readonly kind: Message['kind']
}

/** How much of an answer's room is used, by the measure that is nearest its limit; undefined where the network has none. */
export function countAnswer(text: string, { account, kind }: Place): Count | undefined {
  return (rulesFor({ account, kind }) ?? rulesOf(account))?.count(text).toSorted((a, b) => b.used / b.max - a.used / a.max)[0]
}

/** Does an answer take the place of the one before, because the network keeps one only? */
export function replacesAnswer(place: Place): boolean {
  return rulesFor(place)?.replaces === true
}

function rulesFor({ account, kind }: Place) {
  return rules[`../../networks/${account.network}/rules-of-answers.ts`]?.(account.limits, kind)
}
