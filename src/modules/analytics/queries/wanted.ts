import type { By, Metric, Per, Period, Rate } from '../contract.ts'
import type { PostCount } from './count-posts.ts'
import type { Levels } from './levels.ts'
import type { GroupedAccount, Scope } from './scope.ts'
import type { Sums } from './sums.ts'
import type { ToldSince } from './told-since.ts'

export interface Wanted {
  readonly scope: Scope
  readonly period: Period
  /** Another period of the same answer: what both need is read once. */
  readonly beside?: Period | undefined
  /** Whether `beside` is held against this one: then levels are told only where the same accounts are known in both. */
  readonly isBefore?: boolean
  readonly basis: 'activity' | 'published'
  readonly rate: Rate
  readonly metrics: readonly Metric[]
  readonly by: Exclude<By, 'post'>
  readonly per: Per | undefined
}

/** All that lines follow from. */
export interface Found {
  readonly accounts: readonly GroupedAccount[]
  readonly sums: readonly Sums[]
  readonly published: readonly Sums[]
  readonly levels: readonly Levels[]
  /** Those that these are held against. */
  readonly levelsBeside: readonly Levels[] | undefined
  readonly posts: readonly PostCount[]
  readonly told: ToldSince
}
