/** One line or row of bars. They are told apart by their form too: `main` is solid, `before` faint and dashed, `other` long-dashed with squares. */
export interface ChartSeries {
  readonly name: string
  readonly role: 'main' | 'before' | 'other'
  readonly values: readonly (number | null)[]
  /** What each value is of, where that is not what the axis says: the days of the earlier time. */
  readonly places?: readonly string[]
}

export interface Place {
  readonly short: string
  readonly full: string
  /** In milliseconds, where places are not equally far apart: then all of a chart have it. */
  readonly at?: number
}

export interface ChartData {
  /** Along the axis: short, and in full for the tooltip and the table. */
  readonly places: readonly Place[]
  readonly series: readonly ChartSeries[]
  readonly form: 'bars' | 'line'
  /** Of a level, of which nought says nothing: the axis begins where its values do. */
  readonly level?: boolean
  /** A value in full, and as short as an axis needs it; where places have a time, also any time between them. */
  readonly say: {
    readonly full: (value: number) => string
    readonly short: (value: number) => string
    readonly when?: (time: number) => string
  }
}

/** Nothing to draw, as opposed to nought. */
export function isUntold({ series }: Pick<ChartData, 'series'>): boolean {
  return series.every(({ values }) => values.every((value) => value === null))
}

/** The place that is nearest to a time. */
export function nearest(places: readonly Place[], time: number): number {
  const distance = (index: number) => Math.abs((places[index]?.at ?? index) - time)
  return places.reduce((best, _, index) => (distance(index) < distance(best) ? index : best), 0)
}

/** Where the pointer of the keyboard goes: it stays on the chart, and begins at its end, where the newest stands. */
export function nextPlace(now: number | undefined, key: string, count: number): number | undefined {
  const last = count - 1
  if (key === 'Home') return 0
  if (key === 'End') return last
  if (key === 'ArrowLeft') return now === undefined ? last : Math.max(0, now - 1)
  if (key === 'ArrowRight') return now === undefined ? last : Math.min(last, now + 1)
  return undefined
}
