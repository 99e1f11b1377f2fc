/** saved: nothing to do · waiting: changed, about to be saved · saving · failed: will try again by itself · conflict: someone else saved, a person decides. */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict'

export interface SaveQueue<Value> {
  /** The author changed something; it is saved after a short pause. */
  change(value: Value): void
  /** Saves now what is not saved yet; resolves when it is saved, or cannot be. */
  flush(): Promise<SaveState>
  /** Tries again at once, e.g. when the connection is back. */
  retry(): void
  /** The person settled a conflict, or the server's copy was loaded: go on from here. */
  settle(value?: Value): void
  state(): SaveState
  stop(): void
}

export interface SaveQueueOptions<Value> {
  readonly save: (value: Value) => Promise<'saved' | 'failed' | 'conflict'>
  readonly onState: (state: SaveState) => void
  readonly pauseMs?: number
  readonly firstRetryMs?: number
}

/** Saves the latest value after each pause in typing, one save at a time, never an older value after a newer one. */
export function saveQueue<Value>({ save, onState, pauseMs = 800, firstRetryMs = 2000 }: SaveQueueOptions<Value>): SaveQueue<Value> {
  let latest: { readonly value: Value } | undefined
  let state: SaveState = 'saved'
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  let failures = 0

  function enter(next: SaveState): void {
    if (state === next) return
    state = next
    onState(next)
  }

  function later(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void run(), ms)
  }

  function run(): Promise<void> {
    clearTimeout(timer)
    running ??= saveLatest().finally(() => {
      running = undefined
    })
    return running
  }

  async function saveLatest(): Promise<void> {
    while (latest !== undefined && state !== 'conflict') {
      const sent = latest
      enter('saving')
      const outcome = await save(sent.value).catch(() => 'failed' as const)
      if (outcome !== 'saved') return stumble(outcome)
      failures = 0
      if (latest === sent) latest = undefined
    }
    if (latest === undefined) enter('saved')
  }

  function stumble(outcome: 'failed' | 'conflict'): void {
    enter(outcome)
    if (outcome === 'conflict') return
    failures += 1
    later(Math.min(60_000, firstRetryMs * 2 ** (failures - 1)))
  }

  return {
    change(value) {
      latest = { value }
      if (state === 'conflict') return
      if (running === undefined) {
        if (state !== 'failed') enter('waiting')
        later(pauseMs)
      }
    },
    async flush() {
      if (running !== undefined) await running
      if (latest !== undefined && state !== 'conflict') await run()
      return state
    },
    retry() {
      if (latest !== undefined && state !== 'conflict') void run()
    },
    settle(value) {
      latest = value === undefined ? undefined : { value }
      failures = 0
      enter(value === undefined ? 'saved' : 'waiting')
      if (value !== undefined) later(0)
    },
    state: () => state,
    stop: () => clearTimeout(timer),
  }
}
