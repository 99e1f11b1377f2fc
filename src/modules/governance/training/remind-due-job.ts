import { z } from 'zod'

import { defineJob, type Jobs } from '#kit/jobs'

import type { GovernanceNeeds } from '../needs.ts'
import { remindDue } from './remind-due.ts'

const remindDueJob = defineJob({ name: 'governance.remind-due', schema: z.object({}) })

export function workOnTraining(jobs: Jobs, needs: GovernanceNeeds): void {
  jobs.work(remindDueJob, () => remindDue(needs, needs.clock.now()))
  jobs.schedule(remindDueJob, { cron: '17 * * * *', payload: {} })
}
