import { useMemo } from 'react'

import type { Change } from '#contract/change'
import { metricTexts } from '#contract/metric-texts'
import type { Metric } from '#contract/metrics'

import { useLanguage } from '../language/text-provider.tsx'
import { useFormat } from '../language/use-format.ts'
import { inFull, inShort, percent } from './say-metric.ts'
import { useAnalyticsText } from './use-analytics-text.ts'

export type Say = ReturnType<typeof useSay>

/** Metrics in the reader's words: names, values, changes; what is not known is that, and never nought. */
export function useSay() {
  const { figure } = useAnalyticsText()
  const { language } = useLanguage()
  const format = useFormat()
  return useMemo(() => {
    const speaking = { format, language }
    const known = (value: number | null | undefined, say: (value: number) => string) =>
      value === null || value === undefined ? figure.notKnown : say(value)
    return {
      name: (metric: Metric) => metricTexts[language][metric].name,
      text: (metric: Metric) => metricTexts[language][metric],
      full: (metric: Metric, value: number | null | undefined) => known(value, (told) => inFull(metric, told, speaking)),
      short: (metric: Metric, value: number | null | undefined) => known(value, (told) => inShort(metric, told, speaking)),
      /** How much, without a sign. */
      size: (metric: Metric, change: Exclude<Change, { kind: 'same' }>) => {
        if (change.kind === 'ratio') return percent(change.ratio * 100, language)
        if (change.kind === 'points') return figure.points(format.number(change.points))
        return inShort(metric, change.amount, speaking)
      },
      percent: (value: number) => percent(value, language),
    }
  }, [figure, language, format])
}
