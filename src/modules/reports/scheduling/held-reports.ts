import { sql } from 'kysely'

import { commonRefusals } from '#kit/contract'
import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'
import { announce } from '#kit/live'
import { heldInCrisis } from '#modules/governance'
import { type Call, change, membersWith } from '#modules/teams'

import type { HeldReport } from '../contract.ts'
import type { ReportsNeeds } from '../needs.ts'
import type { RunKey } from '../runs.ts'
import { sendRunJob } from './send-run-job.ts'

/** True where a crisis keeps this letter from going out, now or since before it ended. What goes to the team itself is not held. */
export async function holdInCrisis(db: Db, { workspaceId, runId, recipient }: RunKey & { readonly recipient: string }): Promise<boolean> {
  const team = await membersWith(db, { workspaceId, permission: 'crisis.read', at: 'anywhere' })
  if (team.some(({ email }) => email.toLowerCase() === recipient)) return false
  const held = heldInCrisis({
    workspace: sql.ref('s.workspace_id'),
    brand: sql.ref('r.brand_id'),
    due: sql`coalesce(s.decided_at, r.created_at)`,
  })
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql`
      update reports.sending s set state = 'held', changed_at = now() from reports.run r
      where s.workspace_id = ${workspaceId} and s.run_id = ${runId} and s.recipient = ${recipient} and s.state = 'waiting'
        and r.workspace_id = s.workspace_id and r.id = s.run_id and ${held}
      returning s.run_id`.execute(tx)
    if (rows.length > 0) await announce(tx, { to: workspaceId, topics: ['reports', 'crisis'] })
    return rows.length > 0
  })
}

export async function listHeldReports(
  db: Db,
  { workspaceId, brandId }: { workspaceId: string; brandId?: string | undefined },
): Promise<HeldReport[]> {
  const ofBrand = brandId === undefined ? sql`true` : sql`r.brand_id = ${brandId}`
  const { rows } = await sql<Omit<HeldReport, 'madeAt'> & { madeAt: Date }>`
    select r.id as "runId", r.report_id as "reportId", r.brand_id as "brandId", p.name, r.created_at as "madeAt",
      array_agg(s.recipient order by s.recipient) as recipients
    from reports.sending s
    join reports.run r on r.workspace_id = s.workspace_id and r.id = s.run_id
    join reports.report p on p.workspace_id = r.workspace_id and p.id = r.report_id
    where s.workspace_id = ${workspaceId} and s.state = 'held' and ${ofBrand}
    group by r.workspace_id, r.id, p.name order by r.created_at`.execute(db)
  return rows.map(({ madeAt, ...report }) => ({ ...report, madeAt: madeAt.toISOString() }))
}

/** A member lets all letters of a run go, or leaves them out. While a crisis stands they would be held again. */
export function decideHeldReport(
  { db, jobs }: Pick<ReportsNeeds, 'db' | 'jobs'>,
  call: Call,
  { runId, decision }: { runId: string; decision: 'send' | 'leave-out' },
): Promise<{ recipients: number }> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    const decided = await tx
      .updateTable('reports.sending')
      .set({
        state: decision === 'send' ? 'waiting' : 'left-out',
        decided_at: sql<Date>`clock_timestamp()`,
        changed_at: sql<Date>`clock_timestamp()`,
      })
      .where('workspace_id', '=', workspaceId)
      .where('run_id', '=', runId)
      .where('state', '=', 'held')
      .returning('recipient')
      .execute()
    if (decided.length === 0) throw refuse(commonRefusals, 'NOT_FOUND')
    if (decision === 'send') await jobs.send(tx, sendRunJob, { payload: { workspaceId, runId } })
    return {
      value: { recipients: decided.length },
      subject: { kind: 'report-run', id: runId },
      detail: { recipients: decided.map(({ recipient }) => recipient) },
      before: { state: 'held' },
      after: { state: decision === 'send' ? 'waiting' : 'left-out' },
      topics: ['reports', 'crisis'],
    }
  })
}
