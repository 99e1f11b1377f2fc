/** Seconds to wait before try number `tries` + 1: anywhere up to a limit that doubles, so that many deliveries do not return at once. */
export function backOff(tries: number, random: () => number = Math.random): number {
  const limit = Math.min(2 * 2 ** Math.min(tries, 10), longestSeconds)
  return Math.max(limit * random(), shortestSeconds)
}

const longestSeconds = 120
const shortestSeconds = 0.5
