/** The line through values as an SVG path, two units away from the edges; a value alone is a short stroke, and nothing told is no line. */
export function sparkPath(values: readonly (number | null)[], { width, height }: { width: number; height: number }): string {
  const told = values.filter((value) => value !== null)
  const [low, high] = [Math.min(...told), Math.max(...told)]
  const step = values.length > 1 ? width / (values.length - 1) : 0
  const y = (value: number) => (high === low ? height / 2 : 2 + (1 - (value - low) / (high - low)) * (height - 4))
  let isDrawing = false
  return values
    .flatMap((value, index) => {
      const before = isDrawing
      isDrawing = value !== null
      if (value === null) return []
      const isAlone = !before && (values[index + 1] ?? null) === null
      const point = `${(index * step).toFixed(1)} ${y(value).toFixed(1)}`
      return [`${before ? 'L' : 'M'}${point}${isAlone ? 'h2' : ''}`]
    })
    .join('')
}
