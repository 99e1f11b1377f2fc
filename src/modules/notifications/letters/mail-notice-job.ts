import { z } from 'zod'

import { defineJob } from '#kit/jobs'

export const mailNoticeJob = defineJob({
  name: 'notifications.mail-notice',
  schema: z.object({ workspaceId: z.uuid(), noticeId: z.uuid() }),
})
