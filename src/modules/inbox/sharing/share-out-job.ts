import { z } from 'zod'

import type { Db } from '#kit/database'
import { defineJob, type JobSender } from '#kit/jobs'

/** Gives what nobody is on to those whose turn it is. */
export const shareOutJob = defineJob({
  name: 'inbox.share-out',
  schema: z.object({}),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
})

/** Somebody has come to their desk, or it is shared out in another way from now on. */
export async function shareOutSoon(jobs: JobSender, db: Db): Promise<void> {
  await jobs.send(db, shareOutJob, { payload: {} })
}
