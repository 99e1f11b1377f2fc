import type { Acting } from './acting.ts'

/**
 * The accounts that a list may tell of: those wanted, as far as they are within reach, else all within reach. `undefined` is every
 * account of the brand, for those whose role is for all of it. The door has refused what is wanted and out of reach.
 */
export function narrowed({ within }: Pick<Acting, 'within'>, wanted?: readonly string[]): string[] | undefined {
  if (!within) return wanted && [...wanted]
  const both = wanted?.filter((id) => within.includes(id))
  return both === undefined || both.length === 0 ? [...within] : both
}
