import type { Metric, Overview } from '#contract/analytics'

import { leadingMetric } from './answer-of.ts'
import { metricNames } from './ranked.ts'

/** The metric in the chart: the one of the address, whether it is a measure or not, else the one that says most. */
export function shownMetric(measures: Parameters<typeof leadingMetric>[0], movers: Overview['movers'], asked: string | undefined): Metric {
  return metricNames().find((metric) => metric === asked) ?? leadingMetric(measures, movers)
}
