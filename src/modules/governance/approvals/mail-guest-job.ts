import { z } from 'zod'

import { defineJob } from '#kit/jobs'

/** A letter to a guest: that they are let in, what they are asked about, or that its time is soon over. */
export const mailGuestJob = defineJob({
  name: 'governance.mail-guest',
  schema: z.object({
    workspaceId: z.uuid(),
    guestId: z.uuid(),
    kind: z.enum(['welcome', 'asked', 'due']),
    approvalIds: z.array(z.uuid()),
  }),
})
