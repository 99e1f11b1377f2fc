import { z } from 'zod'

import { defineJob } from '#kit/jobs'

/** A mail server that is away for a morning loses no letter. */
export const sendLetterJob = defineJob({
  name: 'notifications.send-letter',
  schema: z.object({ workspaceId: z.uuid(), letterId: z.uuid() }),
  retry: { times: 10, delaySeconds: 20, maxDelaySeconds: 3600 },
})
