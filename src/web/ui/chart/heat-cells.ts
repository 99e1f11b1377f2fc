export interface HeatCell {
  readonly value: number | null
  /** How many it is the mean of. */
  readonly count: number
  /** Of so few that it says little. */
  readonly thin: boolean
}

interface Place {
  readonly row: number
  readonly column: number
}

/** How much of the colour a value wears, in per cent: even nought is told from a cell of which nothing is known. */
export function shadeOf(value: number | null, top: number): number {
  if (value === null) return 0
  return Math.round(top <= 0 ? 8 : 8 + (Math.max(0, value) / top) * 92)
}

/** Where an arrow leads; undefined for keys that are not of the grid. */
export function moved({ row, column }: Place, key: string, { rows, columns }: { rows: number; columns: number }): Place | undefined {
  if (key === 'ArrowUp') return { row: Math.max(0, row - 1), column }
  if (key === 'ArrowDown') return { row: Math.min(rows - 1, row + 1), column }
  if (key === 'ArrowLeft') return { row, column: Math.max(0, column - 1) }
  if (key === 'ArrowRight') return { row, column: Math.min(columns - 1, column + 1) }
  if (key === 'Home') return { row, column: 0 }
  if (key === 'End') return { row, column: columns - 1 }
  return undefined
}
