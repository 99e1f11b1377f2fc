import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { announce } from '#kit/live'

import type { ReportsNeeds } from './needs.ts'
import { readReport } from './read-report.ts'
import { resolveRun, type ResolveNeeds } from './resolving/resolve-run.ts'
import type { RunKey } from './runs.ts'
import { sendRunJob } from './scheduling/send-run-job.ts'

/** Puts the figures of a run together and lets it go out to whoever waits for it. May run twice: a run that is made is not made again. */
export async function finishRun(
  needs: ResolveNeeds & Pick<ReportsNeeds, 'jobs'>,
  { workspaceId, runId }: RunKey,
  signal: AbortSignal,
): Promise<void> {
  const run = await unfinished(needs.db, { workspaceId, runId })
  if (!run) return
  const { brandId, name, definition } = await readReport(needs.db, { workspaceId, reportId: run.report_id })
  const seenFrom = run.seen_from.toTemporalInstant()
  const content = await resolveRun(needs, { workspaceId, brandId, name, definition, seenFrom })
  signal.throwIfAborted()
  await needs.db.transaction().execute(async (tx) => {
    if (!(await endRun(tx, { workspaceId, runId }, { state: 'made', content: JSON.stringify(content) }))) return
    await needs.jobs.send(tx, sendRunJob, { payload: { workspaceId, runId } })
  })
}

/** A run that could not be made however often it was tried: nobody gets it, and the owners are told. */
export async function giveUpRun({ db, notify }: Pick<ReportsNeeds, 'db' | 'notify'>, { workspaceId, runId }: RunKey): Promise<void> {
  const run = await unfinished(db, { workspaceId, runId })
  if (!run) return
  const { name } = await readReport(db, { workspaceId, reportId: run.report_id })
  await db.transaction().execute(async (tx) => {
    if (!(await endRun(tx, { workspaceId, runId }, { state: 'failed', content: null }))) return
    await tx
      .updateTable('reports.sending')
      .set({ state: 'failed', reason: null, changed_at: sql<Date>`now()` })
      .where('workspace_id', '=', workspaceId)
      .where('run_id', '=', runId)
      .where('state', '=', 'waiting')
      .execute()
    await notify(tx, {
      workspaceId,
      key: `report-failed/${runId}`,
      kind: 'report-failed',
      params: { name, what: 'not-made' },
      href: `/analytics/reports/${run.report_id}`,
      about: { reportId: run.report_id },
    })
  })
}

async function unfinished(db: ReportsNeeds['db'], { workspaceId, runId }: RunKey) {
  return db
    .selectFrom('reports.run')
    .select(['report_id', 'seen_from'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', runId)
    .where('state', '=', 'making')
    .executeTakeFirst()
}

/** False where another run of the job was first. */
async function endRun(
  tx: Tx,
  { workspaceId, runId }: RunKey,
  end: { state: 'made'; content: string } | { state: 'failed'; content: null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('reports.run')
    .set({ ...end, ended_at: sql<Date>`now()` })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', runId)
    .where('state', '=', 'making')
    .executeTakeFirst()
  await announce(tx, { to: workspaceId, topics: ['reports'] })
  return numUpdatedRows === 1n
}
