import { z } from 'zod'

import { defineJob } from '#kit/jobs'

/** Reads one profile. When it is tried again stands in its row. */
export const readTimelineJob = defineJob({
  name: 'publishing.read-timeline',
  schema: z.object({ workspaceId: z.uuid(), accountId: z.uuid() }),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
  expireSeconds: 120,
  onePerKey: true,
})
