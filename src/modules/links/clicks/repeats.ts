/** What the same visitor does again within this time is one click, in milliseconds: a double tap, an impatient reload. */
const within = 10_000

export interface Repeats<Value> {
  /** What was kept for the same key within the last seconds. */
  find(key: string, now: number): Value | undefined
  keep(key: string, value: Value, now: number): void
}

/** Remembers for some seconds, and at most so many. Maps keep their order, so the oldest are the first. */
export function repeats<Value>(most = 20_000): Repeats<Value> {
  const kept = new Map<string, { readonly value: Value; readonly at: number }>()
  return {
    find: (key, now) => {
      const found = kept.get(key)
      return found && now - found.at < within ? found.value : undefined
    },
    keep: (key, value, now) => {
      kept.delete(key)
      kept.set(key, { value, at: now })
      for (const [oldest, { at }] of kept) {
        if (kept.size <= most && now - at < within) break
        kept.delete(oldest)
      }
    },
  }
}
