import { z } from 'zod'

import { defineJob } from '#kit/jobs'

/** Plans ahead for one category, at once after somebody changed it. What a lost job would have done, the look around at all categories does. */
export const planCategoryJob = defineJob({
  name: 'publishing.plan-category',
  schema: z.object({ workspaceId: z.uuid(), categoryId: z.uuid() }),
  retry: { times: 2, delaySeconds: 5, maxDelaySeconds: 30 },
})
