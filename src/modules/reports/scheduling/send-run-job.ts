import { z } from 'zod'

import { defineJob } from '#kit/jobs'

/** Sends one letter with a run. */
export const sendRunJob = defineJob({
  name: 'reports.send-run',
  schema: z.object({ workspaceId: z.uuid(), runId: z.uuid(), recipient: z.string() }),
  retry: { times: 5, delaySeconds: 60, maxDelaySeconds: 3600 },
  expireSeconds: 300,
})
