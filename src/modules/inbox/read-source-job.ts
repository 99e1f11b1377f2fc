import { z } from 'zod'

import { defineJob } from '#kit/jobs'

/** Reads one source of one account. When it is tried again stands in its row. */
export const readSourceJob = defineJob({
  name: 'inbox.read-source',
  schema: z.object({ workspaceId: z.uuid(), accountId: z.uuid(), source: z.string() }),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
  expireSeconds: 600,
  onePerKey: true,
})
