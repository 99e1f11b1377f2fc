import type { Selectable } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { readCare } from '#modules/inbox'
import { asItStands, brandOf, type Call, change } from '#modules/teams'

import type { Rhythm, Schedule } from '../contract.ts'
import type { ReportsNeeds } from '../needs.ts'
import { lockReport, readReport } from '../read-report.ts'
import { seen } from '../seen.ts'
import type { ScheduleTable } from '../tables.ts'
import { nextTime } from './next-time.ts'

type KeptSchedule = Schedule & { nextAt: string }

interface Key {
  readonly workspaceId: string
  readonly reportId: string
}

/** When a report goes out by itself; absent where it does not. */
export async function readSchedule(db: Db, key: Key): Promise<KeptSchedule | undefined> {
  await readReport(db, key)
  const row = await db
    .selectFrom('reports.schedule')
    .selectAll()
    .where('workspace_id', '=', key.workspaceId)
    .where('report_id', '=', key.reportId)
    .executeTakeFirst()
  return row && toSchedule(row)
}

/** Says when a report goes out, and to whom; each address once. */
export function setSchedule(
  { db, clock }: Pick<ReportsNeeds, 'db' | 'clock'>,
  call: Call,
  { reportId, rhythm, recipients, message, active }: Schedule,
): Promise<KeptSchedule> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    const { brandId, name } = await lockReport(tx, { workspaceId, reportId })
    const before = await asItStands(tx, seen.schedule(workspaceId, reportId))
    const next = await nextOf(tx, { workspaceId, brandId, rhythm, after: clock.now() })
    const columns = {
      rhythm: JSON.stringify(rhythm),
      recipients: [...new Set(recipients.map((address) => address.toLowerCase()))],
      message,
      active,
      next_at: new Date(next.epochMilliseconds),
    }
    const row = await tx
      .insertInto('reports.schedule')
      .values({ workspace_id: workspaceId, report_id: reportId, brand_id: brandId, ...columns })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'report_id']).doUpdateSet(columns))
      .returningAll()
      .executeTakeFirstOrThrow()
    const after = await asItStands(tx, seen.schedule(workspaceId, reportId))
    return {
      value: toSchedule(row),
      subject: { kind: 'report', id: reportId },
      detail: { name },
      before,
      after,
      topics: ['reports'],
    }
  })
}

export function removeSchedule(
  { db }: Pick<ReportsNeeds, 'db'>,
  call: Call,
  { reportId }: { reportId: string },
): Promise<{ removed: true }> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    const { name } = await lockReport(tx, { workspaceId, reportId })
    const before = await asItStands(tx, seen.schedule(workspaceId, reportId))
    await tx.deleteFrom('reports.schedule').where('workspace_id', '=', workspaceId).where('report_id', '=', reportId).execute()
    return { value: { removed: true as const }, subject: { kind: 'report', id: reportId }, detail: { name }, before, topics: ['reports'] }
  })
}

/** By the brand's clock and its holidays, as they are now. */
export async function nextOf(
  db: Db | Tx,
  { rhythm, after, ...which }: { workspaceId: string; brandId: string; rhythm: Rhythm; after: Temporal.Instant },
): Promise<Temporal.Instant> {
  const { timeZone } = await brandOf(db, which)
  const { holidays } = await readCare(db, which)
  return nextTime(rhythm, { timeZone, holidays: holidays.map(({ date }) => date) }, after)
}

function toSchedule({ report_id, rhythm, recipients, message, active, next_at }: Selectable<ScheduleTable>): KeptSchedule {
  return { reportId: report_id, rhythm, recipients, message, active, nextAt: next_at.toISOString() }
}
