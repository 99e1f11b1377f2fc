import { sql } from 'kysely'

import type { Tx } from '#kit/database'

import { recordWaits } from '../measures/record-waits.ts'
import { tallyActed } from '../measures/tally.ts'
import { caresOf } from './cares-of.ts'
import { type BrandCare, dueAfter, momentsOf, nextMoment } from './deadlines-of.ts'
import { asked, timed, type Timed, type TimedThread } from './timed-thread.ts'

interface Keeping {
  readonly workspaceId: string
  /** Who is told, and how long before, may be other than it was. */
  readonly warnAnew?: boolean
}

/**
 * Sets the deadlines of threads by what they are now, and writes down what nobody waits for any more. To be called in the transaction of
 * whatever changed a thread: somebody spoke, it was answered or finished, its labels or its urgency are others. May run twice.
 */
export async function keepTime(tx: Tx, { workspaceId, warnAnew = false }: Keeping, threadIds: readonly string[]): Promise<void> {
  if (threadIds.length === 0) return
  const threads = await tx
    .selectFrom('inbox.thread')
    .select(timed)
    .select(sql<Date>`clock_timestamp()`.as('now'))
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', threadIds)
    .execute()
  const [one] = threads
  if (!one) return
  const cares = await caresOf(tx, { workspaceId, brandIds: [...new Set(threads.map(({ brand_id }) => brand_id))] })
  await setDeadlines(tx, { workspaceId, threads, cares, now: one.now, warnAnew })
  await recordWaits(tx, { workspaceId, threads, cares })
  const answered = threads.filter(({ first_answer_at }) => first_answer_at !== null).map(({ id }) => id)
  if (answered.length > 0) await tallyActed(tx, { workspaceId }, answered)
}

interface Setting extends Timed, Required<Keeping> {
  readonly now: Date
}

async function setDeadlines(tx: Tx, { workspaceId, threads, cares, now, warnAnew }: Setting): Promise<void> {
  const changed = threads.flatMap((thread) => {
    const dues = duesOf(thread, cares.get(thread.brand_id))
    if (!warnAnew && isSame(thread.answer_due_at, dues.answer) && isSame(thread.resolve_due_at, dues.resolution)) return []
    const care = cares.get(thread.brand_id)
    const warn_at = care ? nextMoment(momentsOf(care, dues), now) : undefined
    return [{ id: thread.id, answer_due_at: dues.answer ?? null, resolve_due_at: dues.resolution ?? null, warn_at: warn_at ?? null }]
  })
  if (changed.length === 0) return
  await sql`
    update inbox.thread t set answer_due_at = r.answer_due_at, resolve_due_at = r.resolve_due_at, warn_at = r.warn_at
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as r(id uuid, answer_due_at timestamptz, resolve_due_at timestamptz, warn_at timestamptz)
    where t.workspace_id = ${workspaceId} and t.id = r.id`.execute(tx)
}

function duesOf(thread: TimedThread, care: BrandCare | undefined) {
  if (!care || thread.state === 'done') return {}
  const { waiting_since, matter_since } = thread
  return {
    ...(waiting_since ? { answer: dueAfter(care, asked(thread), { what: 'answer', since: waiting_since }) } : {}),
    ...(matter_since ? { resolution: dueAfter(care, asked(thread), { what: 'resolution', since: matter_since }) } : {}),
  }
}

function isSame(a: Date | null, b: Date | undefined): boolean {
  return a?.getTime() === b?.getTime()
}
