import type { Line, Metric } from '#contract/analytics'
import { metrics } from '#contract/metrics'

interface Told {
  readonly metric: Metric
  readonly before: number | null
  readonly byAccount: readonly Line[]
  readonly byAccountBefore: readonly Line[]
}

/** What a measure was before. A level of several accounts only where all of them were known: whoever was not yet read did not grow from nothing. */
export function levelBefore({ metric, before, byAccount, byAccountBefore }: Told): number | null {
  if (metrics[metric].joins !== 'level') return before
  const isKnown = (lines: readonly Line[], account: string) => (lines.find(({ key }) => key === account)?.values[metric] ?? null) !== null
  const isNew = byAccount.some(({ key }) => isKnown(byAccount, key) && !isKnown(byAccountBefore, key))
  return isNew ? null : before
}
