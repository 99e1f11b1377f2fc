/** Whole numbers below the one given; the same ones every time. */
export type Dice = (below: number) => number

/** Marsaglia's xorshift with 32 bits. */
export function dice(seed: number): Dice {
  let state = seed
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

export function pick<Value>(random: Dice, values: readonly [Value, ...Value[]]): Value {
  return values[random(values.length)] ?? values[0]
}

/** So many of the pieces, one after the other. */
export function randomText(random: Dice, pieces: readonly [string, ...string[]], length: number): string {
  return Array.from({ length }, () => pick(random, pieces)).join('')
}

/** How many random posts a network is tried with: `HEARTH_RANDOM_POSTS`, or what every run of the tests can afford. */
export const randomPosts = Number(process.env['HEARTH_RANDOM_POSTS'] ?? 150)

export const enoughTime = { timeout: 60_000 + randomPosts * 300 }

/** What is seen less often than this is not tried enough. */
export const few = randomPosts / 12
