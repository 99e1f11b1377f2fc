import { z } from 'zod'

import { defineJob, type Jobs } from '#kit/jobs'

import type { GovernanceNeeds } from '../needs.ts'
import { proposeCrises } from './propose-crises.ts'

/** Looks whether the inbox of a brand is so unusual that somebody should look. */
const proposeJob = defineJob({
  name: 'governance.propose-crises',
  schema: z.object({}),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
})

export function workOnCrises(jobs: Jobs, needs: GovernanceNeeds): void {
  jobs.work(proposeJob, () => proposeCrises(needs))
  jobs.schedule(proposeJob, { cron: '*/10 * * * *', payload: {} })
}
