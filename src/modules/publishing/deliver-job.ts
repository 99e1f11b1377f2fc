import { z } from 'zod'

import { defineJob } from '#kit/jobs'

/** Wakes a worker at the time a post is due. Sweeps find whatever a lost job would have told. */
export const deliverJob = defineJob({
  name: 'publishing.deliver',
  schema: z.object({ workspaceId: z.uuid(), postId: z.uuid() }),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
  pollSeconds: 2,
})
