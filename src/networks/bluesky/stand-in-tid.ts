import { randomInt } from 'node:crypto'

import type { Server } from './stand-in-wire.ts'

const alphabet = '234567abcdefghijklmnopqrstuvwxyz'

/** A key ordered by time, later than every one before. */
export function nextTid({ world, state }: Server): string {
  let at = BigInt(world.now().epochMilliseconds) * 1000n
  let key = written((at << 10n) | BigInt(randomInt(1024)))
  while (key <= state.lastRev) {
    at = microsecondsOf(state.lastRev) + 1n
    key = written(at << 10n)
  }
  state.lastRev = key
  return key
}

function written(value: bigint): string {
  return Array.from({ length: 13 }, (_, place) => alphabet.charAt(Number((value >> BigInt(5 * (12 - place))) & 31n))).join('')
}

function microsecondsOf(key: string): bigint {
  return Array.from(key).reduce((value, letter) => (value << 5n) | BigInt(alphabet.indexOf(letter)), 0n) >> 10n
}
