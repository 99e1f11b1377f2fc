import { z } from 'zod'

import { defineJob } from '#kit/jobs'

/** Puts the figures of a run together. */
export const makeRunJob = defineJob({
  name: 'reports.make-run',
  schema: z.object({ workspaceId: z.uuid(), runId: z.uuid() }),
  retry: { times: 3, delaySeconds: 10, maxDelaySeconds: 300 },
  expireSeconds: 600,
})
