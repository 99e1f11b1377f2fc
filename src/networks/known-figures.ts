import type { InsightMetric } from './network-insights.ts'

/** The numbers a network told; what it left out, or wrote as no count, is left out: never 0. */
export function knownFigures(
  told: readonly (readonly [InsightMetric, number | null | undefined])[],
): readonly { readonly metric: InsightMetric; readonly value: number }[] {
  return told.flatMap(([metric, value]) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? [{ metric, value }] : [],
  )
}

/** The sum of what a network told apart; undefined where it did not tell all of it. */
export function sumOf(...parts: readonly (number | null | undefined)[]): number | undefined {
  return parts.reduce<number | undefined>((sum, part) => (sum === undefined || typeof part !== 'number' ? undefined : sum + part), 0)
}
