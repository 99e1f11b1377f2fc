import { z } from 'zod'

import type { Db, Tx } from '#kit/database'
import { defineJob, type JobSender } from '#kit/jobs'

/** Handles what networks told. When it is tried again stands in its row. */
export const handleWebhooksJob = defineJob({
  name: 'inbox.handle-webhooks',
  schema: z.object({}),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
  expireSeconds: 600,
  onePerKey: true,
})

export function askForHandler(db: Db | Tx, { jobs }: { readonly jobs: JobSender }): Promise<void> {
  return jobs.send(db, handleWebhooksJob, { payload: {}, key: 'all' })
}
