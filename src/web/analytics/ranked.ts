import { type Metric, metrics } from '#contract/metrics'

/** Metrics that posts can be ranked by. */
export const rankable: readonly Metric[] = metricNames().filter((metric) => metric !== 'posts' && metrics[metric].of.includes('post'))

/** The one of the address, if posts can be ranked by it. */
export function rankOf(metric: string | undefined): Metric {
  return rankable.find((each) => each === metric) ?? 'engagements'
}

/** It first, then what is most asked for besides. */
export function besides(metric: Metric): readonly Metric[] {
  return [
    metric,
    ...(['impressions', 'engagements', 'engagementRate', 'siteClicks'] as const).filter((each) => each !== metric).slice(0, 3),
  ]
}

/** Of the keys of a constant object every one is known. */
export function metricNames(): readonly Metric[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the object's type says
  return Object.keys(metrics) as Metric[]
}
