import { type CrisisGate, openCrisisGate } from '#modules/governance'

import { holdDue } from './crisis/hold-due.ts'
import type { WorkerNeeds } from './needs.ts'
import { untilNextDue } from './next-due.ts'
import { openRounds, type Rounds } from './rounds.ts'
import { runDelivery } from './run-delivery.ts'
import { type Taken, takeUp } from './take-up.ts'
import { type Timing, usualTiming } from './timing.ts'

export interface PublishingWorker {
  /** Something may be due: look now. Calls that come together become one look. */
  wake(): void
  /** Takes up nothing new, lets each step in hand end, and gives back what is not finished. */
  stop(): Promise<void>
}

/**
 * Sends in this process what is due. The truth is in the rows: a job or a `wake` only makes it quicker, and a sweep every few
 * seconds, the first at once, finds what was lost, what a dead worker left behind, and what is to be tried again.
 */
export function startPublishing(needs: WorkerNeeds, timing: Partial<Timing> = {}): PublishingWorker {
  const worker = new Worker(needs, { ...usualTiming, ...timing })
  worker.wake()
  return worker
}

class Worker implements PublishingWorker {
  readonly #needs: WorkerNeeds
  readonly #timing: Timing
  readonly #rounds: Rounds
  readonly #gate: CrisisGate
  readonly #running = new Set<Promise<void>>()
  readonly #stopping = new AbortController()
  readonly #timer: NodeJS.Timeout
  #soon: NodeJS.Timeout | undefined
  #filling: NodeJS.Timeout | undefined
  #sweeping: Promise<void> | undefined
  #wokenAgain = false

  constructor(needs: WorkerNeeds, timing: Timing) {
    this.#needs = needs
    this.#timing = timing
    this.#rounds = openRounds(needs.db)
    this.#gate = openCrisisGate(needs.db, (err) => needs.log.warn({ err }, 'whether there is a crisis is not known'))
    this.#timer = setInterval(() => this.#lookAround(), timing.sweep)
  }

  wake(): void {
    if (this.#stopping.signal.aborted) return
    if (this.#sweeping) {
      this.#wokenAgain = true
      return
    }
    this.#sweeping = thisTurn()
      .then(() => this.#sweep())
      .catch((error: unknown) => this.#needs.log.error({ err: error }, 'the sweep for due deliveries failed'))
      .finally(() => {
        this.#sweeping = undefined
        if (this.#wokenAgain) {
          this.#wokenAgain = false
          this.wake()
        }
      })
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    clearTimeout(this.#soon)
    clearTimeout(this.#filling)
    this.#stopping.abort()
    await this.#sweeping
    const longest = new Promise<void>((resolve) => setTimeout(resolve, this.#timing.stop).unref())
    await Promise.race([Promise.all(this.#running), longest])
  }

  /** What is due before the next look goes out in its moment. */
  #lookAround(): void {
    this.wake()
    untilNextDue(this.#needs.db, this.#timing.sweep)
      .then((milliseconds) => {
        if (milliseconds === undefined || this.#stopping.signal.aborted) return
        clearTimeout(this.#soon)
        this.#soon = setTimeout(() => this.wake(), milliseconds)
      })
      .catch((error: unknown) => this.#needs.log.warn({ err: error }, 'what is due next is not known'))
  }

  async #sweep(): Promise<void> {
    if (await this.#gate.matters()) await holdDue(this.#needs.db)
    while (!this.#stopping.signal.aborted) {
      const count = this.#timing.concurrency - this.#running.size
      if (count <= 0) return
      const taken = await this.#takeUp(count)
      for (const one of taken)
        this.#run(
          runDelivery(this.#needs, one, { timing: this.#timing, rounds: this.#rounds, gate: this.#gate, stopping: this.#stopping.signal }),
        )
      if (taken.length === 0) return
    }
  }

  /** Two workers may choose two deliveries of one account in the same instant; the index lets one have it, the other looks again later. */
  async #takeUp(count: number): Promise<Taken[]> {
    try {
      return await takeUp(this.#needs, { count, lease: this.#timing.lease })
    } catch (error) {
      if (isTaken(error)) return []
      throw error
    }
  }

  #run(delivery: Promise<void>): void {
    const done = delivery.finally(() => {
      this.#running.delete(done)
      this.#fill()
    })
    this.#running.add(done)
  }

  /** Places that become free are filled together: at once where they are many, else a moment later. */
  #fill(): void {
    if (this.#running.size <= this.#timing.concurrency * 0.75) return this.wake()
    this.#filling ??= setTimeout(() => {
      this.#filling = undefined
      this.wake()
    }, 20)
  }
}

/** Deliveries that end in the same moment free their places together. */
function thisTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'delivery_one_of_each_at_a_time'
}
