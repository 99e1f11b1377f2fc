import { useState } from 'react'

import type { Rule } from '#contract/inbox'

import { api, client, queries, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useFormat } from '../../language/use-format.ts'
import { showTrouble } from '../../ui/toast.tsx'
import { useRulesText } from './use-rules-text.ts'

/** Puts rules in another order: at once on the screen, and as it was with the reason where the server says no. */
export function useRuleOrder(brandId: string, rules: readonly Rule[]) {
  const words = useRulesText()
  const explain = useExplain()
  const { number } = useFormat()
  // Said to those who do not see it.
  const [said, setSaid] = useState('')
  async function move(ruleId: string, to: number): Promise<void> {
    const rule = rules.find(({ id }) => id === ruleId)
    const place = Math.min(Math.max(to, 0), rules.length - 1)
    if (!rule || rules[place]?.id === ruleId) return
    const next = rules.filter(({ id }) => id !== ruleId).toSpliced(place, 0, rule)
    queries.setQueryData(api.inbox.rules.queryKey({ input: { brandId } }), next)
    setSaid(words.moved(rule.name, number(place + 1), number(rules.length)))
    try {
      await client.inbox.orderRules({ brandId, ruleIds: next.map(({ id }) => id) })
    } catch (error) {
      showTrouble(explain(error))
      await reload('rules')
    }
  }
  return { said, move: (ruleId: string, to: number) => void move(ruleId, to) }
}
