import { randomInt } from 'node:crypto'

const alphabet = '234567abcdefghijklmnopqrstuvwxyz'

/**
 * Record keys (TIDs) for the parts of one post, in order: 53 bits of microseconds and 10 bits of chance, in base32.
 * Two posts prepared in the same millisecond differ by twenty bits of chance.
 */
export function recordKeys(count: number, now: Temporal.Instant): readonly string[] {
  const start = BigInt(now.epochMilliseconds) * 1000n + BigInt(randomInt(1000))
  const clock = BigInt(randomInt(1024))
  return Array.from({ length: count }, (_, index) => encode(((start + BigInt(index) * 1000n) << 10n) | clock))
}

function encode(value: bigint): string {
  let rest = value
  let key = ''
  for (let place = 0; place < 13; place += 1) {
    key = alphabet.charAt(Number(rest & 31n)) + key
    rest >>= 5n
  }
  return key
}
