import type { FactMetric } from '../metrics-contract.ts'
import type { Change } from './settle.ts'

/** A fact about to be written. */
export interface NewFact extends Change {
  readonly subject: number
  readonly metric: FactMetric
  /** Its value is the latest known of the metric. */
  readonly isLatest: boolean
  /** Its day had no value of the metric before. */
  readonly isFirst: boolean
}
