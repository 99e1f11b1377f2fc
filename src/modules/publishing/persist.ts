import { LeaseLost } from './lease-lost.ts'
import type { Work } from './work-in-hand.ts'

/** Writes, again and again while the database is away and the lease is ours. */
export async function persist<Written>({ needs, claimed, lease }: Work, write: () => Promise<Written>): Promise<Written> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await write()
    } catch (error) {
      if (error instanceof LeaseLost || lease.signal.aborted || failures >= mostFailures) throw error
      needs.log.warn({ err: error, deliveryId: claimed.deliveryId }, 'a result could not be saved yet')
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }
}

/** In some six seconds a database comes back, or the fault is not in the moment. */
const mostFailures = 20
