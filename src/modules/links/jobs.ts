import { z } from 'zod'

import { defineJob, type Jobs } from '#kit/jobs'

import { tidyClicks } from './clicks/tidy-clicks.ts'
import type { ShortNeeds } from './needs.ts'

const tidyClicksJob = defineJob({ name: 'links.tidy-clicks', schema: z.object({}) })

export function workOnLinks(jobs: Jobs, needs: Pick<ShortNeeds, 'db' | 'clock'>): void {
  jobs.work(tidyClicksJob, () => tidyClicks(needs))
  jobs.schedule(tidyClicksJob, { cron: '23 3 * * *', payload: {} })
}
