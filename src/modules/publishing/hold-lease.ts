import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { RequestFailure } from '#kit/http'

import type { Claimed } from './held-delivery.ts'
import { LeaseLost } from './lease-lost.ts'
import type { Log } from './needs.ts'
import type { Timing } from './timing.ts'

export interface Lease extends Disposable {
  /** Aborted once the lease is lost. */
  readonly signal: AbortSignal
  /** Throws, before a byte leaves, unless the lease surely still stands: a process that was stopped for minutes wakes up in the middle of a line. */
  check(): void
}

/** Keeps a delivery while it is worked on, with a heartbeat. */
export function holdLease({ db, log, timing }: { db: Db; log: Log; timing: Timing }, claimed: Claimed): Lease {
  const lost = new AbortController()
  let since = claimed.claimedAt
  const holds = () => !lost.signal.aborted && elapsed(since) < timing.lease - margin(timing)
  const beat = async () => {
    if (!holds()) return lost.abort(new LeaseLost('The lease ran out.'))
    const asked = { monotonic: performance.now(), wall: Date.now() }
    if (await extend(db, claimed, timing.lease)) since = asked
    else lost.abort(new LeaseLost('The lease was taken.'))
  }
  const timer = setInterval(() => {
    beat().catch((error: unknown) => {
      log.warn({ err: error, deliveryId: claimed.deliveryId }, 'a heartbeat did not reach the database')
      if (!holds()) lost.abort(new LeaseLost('The lease ran out.'))
    })
  }, timing.heartbeat)
  return {
    signal: lost.signal,
    check: () => {
      if (holds()) return
      lost.abort(new LeaseLost('The lease ran out.'))
      throw new RequestFailure('This worker no longer holds the delivery.', { stage: 'refused', sent: false })
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}

/** Two clocks, because one stands still while a machine sleeps and the other can be set. A wrong alarm only costs a look-up. */
function elapsed(since: Claimed['claimedAt']): number {
  return Math.max(performance.now() - since.monotonic, Date.now() - since.wall)
}

/** What a byte may need to leave after the check. */
function margin({ lease }: Timing): number {
  return Math.min(2000, lease / 10)
}

async function extend(db: Db, { workspaceId, deliveryId, lease }: Claimed, milliseconds: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('publishing.delivery')
    .set({ lease_until: sql<Date>`clock_timestamp() + ${milliseconds} * interval '1 millisecond'` })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', deliveryId)
    .where('lease', '=', lease)
    .where('lease_until', '>', sql<Date>`clock_timestamp()`)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
