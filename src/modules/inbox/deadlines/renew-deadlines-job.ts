import { z } from 'zod'

import type { Db } from '#kit/database'
import { defineJob, type JobSender } from '#kit/jobs'

/** Sets the deadlines of everything that is open at a brand anew. */
export const renewDeadlinesJob = defineJob({
  name: 'inbox.renew-deadlines',
  schema: z.object({ workspaceId: z.uuid(), brandId: z.uuid() }),
  onePerKey: true,
})

/** Twice: what was arriving by the old hours while they were changed is there by the second time. */
export async function renewDeadlinesLater(jobs: JobSender, db: Db, brand: { workspaceId: string; brandId: string }): Promise<void> {
  await jobs.send(db, renewDeadlinesJob, { payload: brand, key: brand.brandId })
  const later = Temporal.Now.instant().add({ minutes: 1 })
  await jobs.send(db, renewDeadlinesJob, { payload: brand, key: `${brand.brandId}/again`, startAfter: later })
}
