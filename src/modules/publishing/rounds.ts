import type { Db } from '#kit/database'
import { together } from '#kit/together'

import { beginAttempts, type Beginning, type Begun } from './attempts.ts'
import type { DeliveryRow } from './held-delivery.ts'
import { LeaseLost } from './lease-lost.ts'
import { type Finished, writePublished } from './write-published.ts'

/** What every delivery writes, done for all deliveries of a worker together. Each throws LeaseLost where another has the delivery. */
export interface Rounds {
  readonly begin: (beginning: Beginning) => Promise<Begun>
  readonly finish: (finished: Finished) => Promise<DeliveryRow>
}

export function openRounds(db: Db): Rounds {
  return {
    begin: inRounds((beginnings) => beginAttempts(db, beginnings)),
    finish: inRounds((finished) => writePublished(db, finished)),
  }
}

/** Whatever a round left undone, because a row was locked or because one of its rows was refused, is done alone. */
function inRounds<Asked, Answer>(
  write: (asked: readonly Asked[]) => Promise<readonly (Answer | undefined)[]>,
): (asked: Asked) => Promise<Answer> {
  const round = together<Asked, Answer | undefined>(async (asked) => {
    try {
      return await write(asked)
    } catch (error) {
      if (asked.length === 1 || !isRefusedByDatabase(error)) throw error
      return asked.map(() => undefined)
    }
  })
  return async (asked) => {
    const done = (await round(asked)) ?? (await write([asked]))[0]
    if (done === undefined) throw new LeaseLost()
    return done
  }
}

/** Then surely nothing of the round was written; a lost connection would leave that open. */
function isRefusedByDatabase(error: unknown): boolean {
  return error instanceof Error && 'severity' in error && error.severity === 'ERROR'
}
