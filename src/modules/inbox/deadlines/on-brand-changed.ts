import type { InboxNeeds } from '../needs.ts'
import { readRulesAnew } from '../rules/hold-rules.ts'
import { renewDeadlinesLater } from './renew-deadlines-job.ts'

/** Its working hours are by another clock now. May run twice. */
export async function onBrandChanged(
  { db, jobs }: Pick<InboxNeeds, 'db' | 'jobs'>,
  { workspaceId, brandId, timeZone, timeZoneBefore }: { workspaceId: string; brandId: string; timeZone: string; timeZoneBefore: string },
): Promise<void> {
  if (timeZone === timeZoneBefore) return
  await readRulesAnew(db, { workspaceId, brandId })
  await renewDeadlinesLater(jobs, db, { workspaceId, brandId })
}
