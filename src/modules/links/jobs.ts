import { z } from 'zod'

import { defineJob, type Jobs } from '#kit/jobs'

import { tidyClicks } from './clicks/tidy-clicks.ts'
import { settleAllClicks } from './conversions/known-click.ts'
import type { ConversionNeeds } from './conversions/needs.ts'
import { sealSitesAnew } from './conversions/site-secret.ts'
import type { ShortNeeds } from './needs.ts'

const tidyClicksJob = defineJob({ name: 'links.tidy-clicks', schema: z.object({}) })
const settleClicksJob = defineJob({ name: 'links.settle-clicks', schema: z.object({}) })
const sealSitesJob = defineJob({ name: 'links.seal-sites-anew', schema: z.object({}) })

export function workOnLinks(jobs: Jobs, needs: Pick<ShortNeeds, 'db' | 'clock'> & Pick<ConversionNeeds, 'vault'>): void {
  jobs.work(tidyClicksJob, () => tidyClicks(needs))
  jobs.work(settleClicksJob, () => settleAllClicks(needs.db))
  jobs.work(sealSitesJob, async () => void (await sealSitesAnew(needs.db, needs.vault)))
  jobs.schedule(tidyClicksJob, { cron: '23 3 * * *', payload: {} })
  jobs.schedule(settleClicksJob, { cron: '11 * * * *', payload: {} })
  jobs.schedule(sealSitesJob, { cron: '47 3 * * *', payload: {} })
}
