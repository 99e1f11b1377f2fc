import { randomInt } from 'node:crypto'

import type { Server } from './stand-in-wire.ts'

/** When X began to count milliseconds. */
const epoch = 1_288_834_974_657n

/** An id in which the time is: later ones are larger. */
export function nextId({ state, world }: Server): string {
  const byTime = (BigInt(Math.max(0, world.now().epochMilliseconds)) - epoch) << 22n
  const last = BigInt(state.lastId)
  const id = String(byTime > last ? byTime : last + 1n)
  state.lastId = id
  return id
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

export function shortLink(): string {
  return `https://t.co/${Array.from({ length: 10 }, () => letters.charAt(randomInt(letters.length))).join('')}`
}

export function nowOf({ world }: Server): string {
  return world.now().toString({ smallestUnit: 'millisecond' })
}
