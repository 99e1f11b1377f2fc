import type { FactMetric } from '../metrics-contract.ts'
import type { Side } from './scope.ts'

/** What was added up of one account, or of accounts of a network that are alike, on one side: facts by metric, null where none was told, and what means and rates need besides. */
export interface Sums {
  /** The account's id, or what these accounts are called (`group-accounts.ts`). */
  readonly group: string
  readonly network: string
  readonly side: Side
  /** Of the dimension asked for; '' where none is. */
  readonly member: string
  readonly bucket: string | null
  readonly facts: Readonly<Partial<Record<FactMetric, number | null>>>
  /** How many days, or posts, have a reach. */
  readonly reachCount: number
  /** Posts that have both engagements and a base: Σ of each one's rate in percent, and how many they are. */
  readonly ratios?: { readonly sum: number; readonly count: number }
  /** Engagements of posts that have a base, and those bases: where posts are known one by one. */
  readonly paired?: { readonly engagements: number | null; readonly base: number | null }
}
