import { z } from 'zod'

import { defineJob } from '#kit/jobs'

/** Makes one rendition. The longest film takes hours; that a worker died is seen much sooner, by its heartbeat. */
export const makeRenditionJob = defineJob({
  name: 'media.make-rendition',
  schema: z.object({ workspaceId: z.uuid(), mediaId: z.uuid(), key: z.string() }),
  retry: { times: 3, delaySeconds: 5, maxDelaySeconds: 60 },
  expireSeconds: 12 * 3600,
  onePerKey: true,
})

/** Finds what a lost job left behind, and what nobody has used for long. */
export const tidyRenditionsJob = defineJob({
  name: 'media.tidy-renditions',
  schema: z.object({}),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
})
