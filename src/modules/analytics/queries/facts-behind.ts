import type { Metric, Rate } from '../contract.ts'
import { type FactMetric, factMetrics, metrics as dictionary } from '../metrics-contract.ts'

const isFact = (metric: Metric): metric is FactMetric => factMetrics.some((fact) => fact === metric)

/** The facts that these metrics follow from. Of the bases of the engagement rate only the chosen one. */
export function factsBehind(metrics: readonly Metric[], { base }: Pick<Rate, 'base'>): FactMetric[] {
  const found = new Set<FactMetric>()
  const add = (metric: Metric): void => {
    if (isFact(metric)) found.add(metric)
    else if (metric === 'engagementRate') for (const behind of ['engagements', base] as const) add(behind)
    else for (const behind of dictionary[metric].from ?? []) add(behind)
  }
  for (const metric of metrics) add(metric)
  return [...found]
}

export const engagementParts = ['reactions', 'comments', 'shares', 'saves'] as const satisfies readonly FactMetric[]
