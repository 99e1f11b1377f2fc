interface Plot {
  readonly ticks: readonly number[]
  /** How many places the axis has. */
  readonly count: number
  readonly width: number
  readonly height: number
}

/** Where values stand in a picture of that size. */
export function places({ ticks, count, width, height }: Plot) {
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)]
  const left = 48
  const top = 8
  return {
    left,
    x: (index: number) => left + 6 + (count > 1 ? (index / (count - 1)) * (width - left - 12) : 0),
    y: (value: number) => top + (1 - (value - low) / (high - low)) * (height - top),
  }
}
