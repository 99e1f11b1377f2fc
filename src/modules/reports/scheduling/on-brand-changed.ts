import type { ReportsNeeds } from '../needs.ts'
import { nextOf } from './keep-schedule.ts'

/** The brand moved to another zone: its reports go out at the same time of the new clock. May run twice. */
export async function onBrandChanged(
  { db, clock }: Pick<ReportsNeeds, 'db' | 'clock'>,
  { workspaceId, brandId, timeZone, timeZoneBefore }: { workspaceId: string; brandId: string; timeZone: string; timeZoneBefore: string },
): Promise<void> {
  if (timeZone === timeZoneBefore) return
  await db.transaction().execute(async (tx) => {
    const now = clock.now()
    const schedules = await tx
      .selectFrom('reports.schedule')
      .select(['report_id', 'rhythm'])
      .where('workspace_id', '=', workspaceId)
      .where('brand_id', '=', brandId)
      .where('next_at', '>', new Date(now.epochMilliseconds))
      .forUpdate()
      .execute()
    for (const { report_id, rhythm } of schedules) {
      const next = await nextOf(tx, { workspaceId, brandId, rhythm, after: now })
      await tx
        .updateTable('reports.schedule')
        .set({ next_at: new Date(next.epochMilliseconds) })
        .where('workspace_id', '=', workspaceId)
        .where('report_id', '=', report_id)
        .execute()
    }
  })
}
