import { z } from 'zod'

import { defineJob, type Jobs } from '#kit/jobs'

import type { MediaNeeds } from './needs.ts'
import { makeRenditionJob, tidyRenditionsJob } from './rendition-job.ts'
import { makeRendition } from './rendition-make.ts'
import { tidyRenditions } from './rendition-tidy.ts'
import { tidyUploads } from './tidy-uploads.ts'

const tidyUploadsJob = defineJob({ name: 'media.tidy-uploads', schema: z.object({}) })

export function workOnMedia(jobs: Jobs, needs: MediaNeeds): void {
  jobs.work(tidyUploadsJob, () => tidyUploads(needs))
  jobs.work(makeRenditionJob, (id, run) => makeRendition(needs, id, run))
  jobs.work(tidyRenditionsJob, () => tidyRenditions(needs))
  jobs.schedule(tidyRenditionsJob, { cron: '*/5 * * * *', payload: {} })
  jobs.schedule(tidyUploadsJob, { cron: '29 * * * *', payload: {} })
}
