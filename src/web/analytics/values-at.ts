import type { Line, Metric } from '#contract/analytics'

/** Instants and days are compared as times: they can be written in more ways than one. */
export function valuesAt(buckets: readonly string[], lines: readonly Line[], metric: Metric): readonly (number | null)[] {
  const known = new Map(lines.map(({ bucket, values }) => [bucket === undefined ? NaN : Date.parse(bucket), values[metric] ?? null]))
  return buckets.map((bucket) => known.get(Date.parse(bucket)) ?? null)
}
