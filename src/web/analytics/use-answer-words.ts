import { changeOf } from '#contract/change'
import { metrics } from '#contract/metrics'
import { wholeMonths } from '#contract/periods'

import { useFormat } from '../language/use-format.ts'
import { useFilterChoices } from '../publishing/planning/use-filter-choices.ts'
import type { AnalyticsSearch } from './analytics-search.ts'
import type { Answer, Because } from './answer-of.ts'
import { countOf, type Days } from './periods.ts'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useSay } from './use-say.ts'
import type { View } from './use-view.ts'

/** The answer of the overview as a sentence. */
export function useAnswerWords({ search, days, against }: Pick<View, 'search' | 'days' | 'against'>): (answer: Answer) => string {
  const { lead } = useAnalyticsText()
  const say = useSay()
  const because = useBecause()
  const compared = useAgainstWords()({ search, days, against })
  return (answer) => {
    if (answer.kind === 'untold') return lead.untold
    const { metric } = answer
    if (answer.kind === 'known') return lead.known(say.name(metric), say.full(metric, answer.now))
    if (answer.kind === 'same') return lead.same(say.name(metric), compared)
    const change = changeOf(metrics[metric].unit, answer.now, answer.before)
    if (change.kind === 'same') return lead.same(say.name(metric), compared)
    if (change.kind === 'amount' && answer.before === 0)
      return `${lead.fromNothing(say.name(metric), say.full(metric, answer.now), compared)}${because(answer.because)}`
    const moved = change.up ? lead.grew : lead.fell
    return `${moved(say.name(metric), say.size(metric, change), compared)}${because(answer.because)}`
  }
}

function useBecause(): (because: Because | undefined) => string {
  const { lead } = useAnalyticsText()
  const { accounts } = useFilterChoices()
  return (because) => {
    if (!because) return lead.end
    if ('posts' in because) return lead.because((because.type ? lead.ofType[because.type] : lead.posts)(because.posts))
    const account = accounts.find(({ id }) => id === because.accountId)
    return account ? lead.because(`@${account.handle}`) : lead.end
  }
}

/** What these days are compared with, in words. */
export function useAgainstWords(): (asked: { search: AnalyticsSearch; days: Days; against: Days }) => string {
  const { lead } = useAnalyticsText()
  const format = useFormat('UTC')
  return ({ search, days, against }) => {
    if (search.against === 'year') return lead.yearBefore
    const months = wholeMonths(days)
    if (search.against !== 'other') return months === undefined ? lead.daysBefore(countOf(days)) : lead.monthsBefore(months)
    return lead.other(format.dayMonth(`${against.from}T12:00:00Z`), format.dayMonth(`${against.to}T12:00:00Z`))
  }
}
