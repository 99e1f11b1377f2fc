import { sql } from 'kysely'

import type { Db } from '#kit/database'

/** A post that would go out. */
export interface Leaving {
  readonly workspaceId: string
  readonly brandId: string
  readonly postId: string
  /** When the step that is in hand began: a crisis that came and went since then holds it, too. */
  readonly since?: Temporal.Instant
}

/**
 * What a process knows of the crises that stand, never older than it says: so that also a step that is in hand when one begins sends
 * nothing more, on whichever machine.
 */
export interface CrisisGate {
  /** As of half a second ago, or of a question that is being answered. */
  holds(leaving: Leaving): Promise<boolean>
  /** For the last line before a byte leaves, which cannot wait: false also where what is known is too old. */
  mayLeave(leaving: Leaving): boolean
  /** Is there anything to hold anywhere, or was there lately? */
  matters(): Promise<boolean>
  /** While this is held, what is known is kept fresh. */
  watch(): Disposable
}

interface Reading {
  /** Those that stand, and those that have ended lately. */
  readonly crises: readonly {
    readonly workspaceId: string
    readonly brandId: string | null
    readonly beganAt: Date
    readonly stands: boolean
    readonly urgent: readonly string[]
  }[]
  readonly begun: Moment
}

interface Moment {
  readonly monotonic: number
  readonly wall: number
}

/** Milliseconds: together less than the two seconds within which nothing more may leave. */
const fresh = 500
const oldest = 1500
const pause = 400

export function openCrisisGate(db: Db, onTrouble: (error: unknown) => void): CrisisGate {
  let known: Reading | undefined
  let reading: Promise<Reading> | undefined
  let watchers = 0
  let timer: NodeJS.Timeout | undefined
  const read = () => {
    reading ??= readCrises(db).finally(() => (reading = undefined))
    return reading.then((now) => (known = now))
  }
  const current = async () => (known && age(known.begun) < fresh ? known : read())
  return {
    holds: async (leaving) => isHeld(await current(), leaving),
    mayLeave: (leaving) => known !== undefined && age(known.begun) < oldest && !isHeld(known, leaving),
    matters: async () => (await current()).crises.length > 0,
    watch: () => {
      watchers += 1
      // Whoever asks while a question is under way waits for its answer.
      timer ??= setInterval(() => void read().catch(onTrouble), pause)
      return {
        [Symbol.dispose]: () => {
          watchers -= 1
          if (watchers > 0) return
          clearInterval(timer)
          timer = undefined
        },
      }
    },
  }
}

function isHeld({ crises }: Reading, { workspaceId, brandId, postId, since }: Leaving): boolean {
  return crises.some(
    (crisis) =>
      crisis.workspaceId === workspaceId &&
      (crisis.brandId === null || crisis.brandId === brandId) &&
      (crisis.stands || (since !== undefined && crisis.beganAt.getTime() >= since.epochMilliseconds)) &&
      !crisis.urgent.includes(postId),
  )
}

/** Two clocks, because one stands still while a machine sleeps and the other can be set. */
function age({ monotonic, wall }: Moment): number {
  return Math.max(performance.now() - monotonic, Date.now() - wall)
}

async function readCrises(db: Db): Promise<Reading> {
  const begun = { monotonic: performance.now(), wall: Date.now() }
  const { rows } = await sql<Reading['crises'][number]>`
    select workspace_id as "workspaceId", brand_id as "brandId", began_at as "beganAt", ended_at is null as stands, array(
        select u.post_id from governance.crisis_urgent u
        where u.workspace_id = c.workspace_id and u.crisis_id = c.id and u.confirmed_at is not null
      ) as urgent
    from governance.crisis c where not rehearsal and holds_until > now() - interval '2 days'`.execute(db)
  return { crises: rows, begun }
}
