/** How posts did by the hour in which they were published; `day` 1 is Monday. */
export interface HourCell {
  readonly day: number
  readonly hour: number
  readonly posts: number
  readonly mean: number | null
}

/** Fewer posts say little about an hour. */
export const enough = 3

/** The hour whose posts did best, of those with enough of them; the one with more posts where two did equally. */
export function bestHour(cells: readonly HourCell[]): (HourCell & { readonly mean: number }) | undefined {
  return cells
    .flatMap((cell) => (cell.mean !== null && cell.posts >= enough ? [{ ...cell, mean: cell.mean }] : []))
    .toSorted((one, other) => other.mean - one.mean || other.posts - one.posts)[0]
}
