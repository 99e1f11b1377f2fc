/** What the given share of these took at most, in whole milliseconds. */
export function at(took: readonly number[], share: number): number {
  return Math.round(took.toSorted((a, b) => a - b)[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Infinity)
}

/** How long each takes, one after the other. */
export async function timed<Value>(values: readonly Value[], ask: (value: Value) => Promise<unknown>): Promise<number[]> {
  const took: number[] = []
  for (const value of values) {
    const began = performance.now()
    await ask(value)
    took.push(performance.now() - began)
  }
  return took
}
