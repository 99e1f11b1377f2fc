import { z } from 'zod'

import { defineEvent } from '#kit/events'

/** Deleted for good: whoever names it forgets it. */
export const campaignRemoved = defineEvent({
  name: 'campaign.removed',
  version: 1,
  schema: z.object({ workspaceId: z.uuid(), campaignId: z.uuid() }),
})
export const labelRemoved = defineEvent({
  name: 'label.removed',
  version: 1,
  schema: z.object({ workspaceId: z.uuid(), labelId: z.uuid() }),
})
