import { type Metric, metrics as dictionary, type Values } from '../contract.ts'

interface Known {
  readonly end: number | null
}

/**
 * Whether a level can be held against an earlier one: where the same accounts were known then. Whoever was not yet read did not grow from nothing, and who is
 * not read yet did not lose everybody. Of the same accounts in the same order. Pure.
 */
export function areOfTheSame(now: readonly Known[], before: readonly Known[]): boolean {
  return now.every(({ end }) => end === null) || now.every(({ end }, index) => (end === null) === ((before[index]?.end ?? null) === null))
}

/** The same values, of which levels are not known. */
export function withoutLevels(values: Values): Values {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a record by metric
  const entries = Object.entries(values) as [Metric, number | null][]
  return Object.fromEntries(entries.map(([metric, value]) => [metric, dictionary[metric].joins === 'level' ? null : value]))
}
