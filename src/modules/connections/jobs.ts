import { z } from 'zod'

import { defineJob, type Jobs } from '#kit/jobs'

import { sealAppsAnew } from './apps.ts'
import type { ConnectionsNeeds } from './needs.ts'
import { readAllLimits } from './read-limits.ts'
import { refreshAhead } from './refresh-ahead.ts'
import { sealAnew } from './secrets.ts'

export const refreshAheadJob = defineJob({
  name: 'connections.refresh-ahead',
  schema: z.object({}),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
})
export const sealAnewJob = defineJob({ name: 'connections.seal-anew', schema: z.object({}) })

export const readLimitsJob = defineJob({
  name: 'connections.read-limits',
  schema: z.object({}),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
})

export function workOnConnections(jobs: Jobs, needs: ConnectionsNeeds): void {
  jobs.work(refreshAheadJob, () => refreshAhead(needs))
  jobs.work(sealAnewJob, async () => {
    await sealAnew(needs.db, needs.vault)
    await sealAppsAnew(needs.db, needs.vault)
  })
  jobs.work(readLimitsJob, () => readAllLimits(needs))
  jobs.schedule(refreshAheadJob, { cron: '*/5 * * * *', payload: {} })
  jobs.schedule(readLimitsJob, { cron: '17 * * * *', payload: {} })
  jobs.schedule(sealAnewJob, { cron: '41 3 * * *', payload: {} })
}
