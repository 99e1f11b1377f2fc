/** How a worker keeps time, in milliseconds. Leases are measured by the database's clock. */
export interface Timing {
  /** A worker that shows no sign of life for this long has lost its delivery to the next. */
  readonly lease: number
  readonly heartbeat: number
  /** Longest time for one step on the network. */
  readonly step: number
  /** How often to look for what is due, was lost or left behind. */
  readonly sweep: number
  /** How long `stop` waits for what is being sent. */
  readonly stop: number
  /** Deliveries at once in this process; always one at a time per account. */
  readonly concurrency: number
}

export const usualTiming: Timing = { lease: 20_000, heartbeat: 5000, step: 30_000, sweep: 2000, stop: 35_000, concurrency: 64 }
