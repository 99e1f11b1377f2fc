import { z } from 'zod'

import { defineJob } from '#kit/jobs'

/** Looks whether what was said in one thread is still there. Where that cannot be asked now, the next look does. */
export const lookAtThreadJob = defineJob({
  name: 'inbox.look-at-thread',
  schema: z.object({ workspaceId: z.uuid(), threadId: z.uuid() }),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
  expireSeconds: 120,
  onePerKey: true,
})
