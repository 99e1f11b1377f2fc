import { z } from 'zod'

import { defineJob, type Jobs } from '#kit/jobs'

import type { MediaNeeds } from './needs.ts'
import { tidyUploads } from './tidy-uploads.ts'

const tidyUploadsJob = defineJob({ name: 'media.tidy-uploads', schema: z.object({}) })

export function workOnMedia(jobs: Jobs, needs: MediaNeeds): void {
  jobs.work(tidyUploadsJob, () => tidyUploads(needs))
  jobs.schedule(tidyUploadsJob, { cron: '29 * * * *', payload: {} })
}
