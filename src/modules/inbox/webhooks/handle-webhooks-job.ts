import { z } from 'zod'

import { defineJob } from '#kit/jobs'

/** Handles what networks told. When it is tried again stands in its row. */
export const handleWebhooksJob = defineJob({
  name: 'inbox.handle-webhooks',
  schema: z.object({}),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
  expireSeconds: 600,
  onePerKey: true,
})
