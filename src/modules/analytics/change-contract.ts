import type { metrics } from './metrics-contract.ts'

type Unit = (typeof metrics)[keyof typeof metrics]['unit']

/** How far a number is from another: what it says depends on what the number counts. */
export type Change =
  | { readonly kind: 'ratio'; readonly up: boolean; readonly ratio: number }
  /** Of percentages, in percentage points. */
  | { readonly kind: 'points'; readonly up: boolean; readonly points: number }
  /** From nothing there is no ratio. */
  | { readonly kind: 'amount'; readonly up: boolean; readonly amount: number }
  | { readonly kind: 'same' }

/** The same on every screen and in every report. */
export function changeOf(unit: Unit, now: number, before: number): Change {
  if (now === before) return { kind: 'same' }
  const up = now > before
  const amount = Math.abs(now - before)
  // What would be told as nought is none.
  if (unit === 'percent') return amount < 0.05 ? { kind: 'same' } : { kind: 'points', up, points: Math.round(amount * 10) / 10 }
  if (before <= 0) return { kind: 'amount', up, amount }
  return amount / before < 0.0005 ? { kind: 'same' } : { kind: 'ratio', up, ratio: amount / before }
}

/** How many digits after the point a change in per cent is told with: of small ones one. */
export function digitsOfChange(percent: number): 0 | 1 {
  return Math.abs(percent) < 10 ? 1 : 0
}
