import { z } from 'zod'

import { defineJob } from '#kit/jobs'

/** Sends a run to whoever still waits for it. */
export const sendRunJob = defineJob({
  name: 'reports.send-run',
  schema: z.object({ workspaceId: z.uuid(), runId: z.uuid() }),
  retry: { times: 5, delaySeconds: 60, maxDelaySeconds: 3600 },
  expireSeconds: 1800,
})
