import { median } from '../best-times/strength.ts'

/** How far from usual a day must be to be told of. */
export type Sensitivity = 'sensitive' | 'balanced' | 'strict'

export interface Unusual {
  readonly value: number
  /** Between these lie days that are as usual. */
  readonly usual: { readonly from: number; readonly to: number }
  readonly direction: 'grew' | 'fell'
}

interface Asked {
  readonly value: number
  /** The days before, null where nothing is known; the latest last. */
  readonly before: readonly (number | null)[]
  readonly sensitivity: Sensitivity
  /** Values that are never below 0: their usual range is not either. */
  readonly counts?: boolean
}

/** In robust standard deviations. */
const limits: Readonly<Record<Sensitivity, number>> = { sensitive: 2.5, balanced: 4, strict: 7 }
/** Fewer days say nothing of what is usual. */
const fewestDays = 14
/** What is small stays small: a fall from three to none is no news. */
const smallest = 5

/**
 * Whether a day's value is far from what is usual: z = (x − median) ÷ (1.4826 × MAD + 1) over the eight weeks before, where those of the same day of the
 * week count alone if at least six are known. The robust z-score with one added, so that a flat series does not cry at the first change, is the usual
 * form of alerts on counts; the limits 2.5, 4 and 7 are ours.
 */
export function unusualDay({ value, before, sensitivity, counts = false }: Asked): Unusual | undefined {
  const lately = before.slice(-56)
  const known = lately.filter((one) => one !== null)
  if (known.length < fewestDays) return undefined
  const sameDay = lately.filter((one, index) => (lately.length - index) % 7 === 0 && one !== null).filter((one) => one !== null)
  const alike = sameDay.length >= 6 ? sameDay : known
  const middle = median(alike) ?? 0
  // The spread of all days is steadier than that of eight.
  const spread = 1.4826 * Math.max(distanceOf(alike, middle), distanceOf(known, median(known) ?? 0) / 2) + 1
  const z = (value - middle) / spread
  if (Math.abs(z) < limits[sensitivity] || Math.abs(value - middle) < smallest) return undefined
  const [from, to] = [middle - limits[sensitivity] * spread, middle + limits[sensitivity] * spread]
  return {
    value,
    usual: { from: Math.round(counts ? Math.max(0, from) : from), to: Math.round(to) },
    direction: z > 0 ? 'grew' : 'fell',
  }
}

function distanceOf(values: readonly number[], middle: number): number {
  return median(values.map((one) => Math.abs(one - middle))) ?? 0
}
