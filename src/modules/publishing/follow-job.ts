import { z } from 'zod'

import { defineJob } from '#kit/jobs'

/** Asks once what has become of a correction. When it is asked again stands in its row, and sweeps find what a lost job would have asked. */
export const followJob = defineJob({
  name: 'publishing.follow-correction',
  schema: z.object({ workspaceId: z.uuid(), deliveryId: z.uuid() }),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
  expireSeconds: 120,
  onePerKey: true,
})
