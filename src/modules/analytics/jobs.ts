import { z } from 'zod'

import { defineJob, type Jobs } from '#kit/jobs'

import { announceUnusual } from './announcing/announce-unusual.ts'
import type { AnalyticsNeeds } from './needs.ts'
import { countClicks } from './reading/count-clicks.ts'
import { countConversions } from './reading/count-conversions.ts'
import { readAccountJob } from './reading/read-account-job.ts'
import { readAccount } from './reading/read-account.ts'
import { readDue } from './reading/read-due.ts'
import { tidy } from './rebuild/tidy.ts'

/** Looks what is to be read. */
const readDueJob = defineJob({
  name: 'analytics.read-due',
  schema: z.object({}),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
})
const tidyJob = defineJob({ name: 'analytics.tidy', schema: z.object({}) })

/** Looks for unusual days. */
const announceJob = defineJob({
  name: 'analytics.announce-unusual',
  schema: z.object({}),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
})

/** Takes over clicks on the brand's own links. */
const countClicksJob = defineJob({
  name: 'analytics.count-clicks',
  schema: z.object({}),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
})

/** Takes over what came of them. */
const countConversionsJob = defineJob({
  name: 'analytics.count-conversions',
  schema: z.object({}),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
})

export function workOnAnalytics(jobs: Jobs, needs: AnalyticsNeeds): void {
  jobs.work(readDueJob, () => readDue(needs))
  jobs.work(readAccountJob, (reading, { signal }) => readAccount(needs, reading, signal), { concurrency: 4 })
  jobs.work(tidyJob, () => tidy(needs))
  jobs.work(countClicksJob, () => countClicks(needs))
  jobs.work(countConversionsJob, () => countConversions(needs))
  jobs.work(announceJob, () => announceUnusual(needs))
  jobs.schedule(readDueJob, { cron: '* * * * *', payload: {} })
  jobs.schedule(countClicksJob, { cron: '* * * * *', payload: {} })
  jobs.schedule(countConversionsJob, { cron: '* * * * *', payload: {} })
  jobs.schedule(announceJob, { cron: '7 * * * *', payload: {} })
  jobs.schedule(tidyJob, { cron: '17 3 * * *', payload: {} })
}
