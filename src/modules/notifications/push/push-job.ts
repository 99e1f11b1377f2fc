import { z } from 'zod'

import { defineJob } from '#kit/jobs'

/** One browser's: when one push service is away, the others are not asked again. */
export const pushJob = defineJob({
  name: 'notifications.push',
  schema: z.object({ workspaceId: z.uuid(), browserId: z.uuid(), noticeIds: z.array(z.uuid()) }),
})
