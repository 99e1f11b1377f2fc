import { z } from 'zod'

import { defineJob } from '#kit/jobs'

export const hookJob = defineJob({
  name: 'notifications.tell-hook',
  schema: z.object({ workspaceId: z.uuid(), messageId: z.uuid() }),
})
