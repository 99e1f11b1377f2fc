/** So many codes that lead nowhere may be asked for from one address in a minute. */
const most = 120
const windowMs = 60_000
const mostAddresses = 10_000

export interface Guesses {
  /** Has this address guessed too often? It is answered from memory only, for the rest of the minute. */
  tooMany(address: string, now: number): boolean
  count(address: string, now: number): void
}

/** Counts wrong codes by address, in this process and for a minute. Codes are far too many to be found; this keeps the trying cheap. */
export function guesses(): Guesses {
  const counted = new Map<string, { count: number; readonly since: number }>()
  const current = (address: string, now: number) => {
    const found = counted.get(address)
    return found && now - found.since < windowMs ? found : undefined
  }
  return {
    tooMany: (address, now) => (current(address, now)?.count ?? 0) >= most,
    count: (address, now) => {
      const found = current(address, now)
      if (found) found.count += 1
      else {
        counted.delete(address)
        counted.set(address, { count: 1, since: now })
      }
      const [oldest] = counted.keys()
      if (counted.size > mostAddresses && oldest !== undefined) counted.delete(oldest)
    },
  }
}
