import { z } from 'zod'

import { defineJob, type Jobs } from '#kit/jobs'

import type { ApprovalsNeeds } from '../needs.ts'
import { lookAtClock } from './deadlines.ts'
import { mailGuestJob } from './mail-guest-job.ts'
import { mailGuest } from './mail-guest.ts'

const clockJob = defineJob({ name: 'governance.approval-clock', schema: z.object({}) })

export function workOnApprovals(jobs: Jobs, needs: ApprovalsNeeds): void {
  jobs.work(mailGuestJob, (letter) => mailGuest(needs, letter), { concurrency: 2 })
  jobs.work(clockJob, () => lookAtClock(needs))
  jobs.schedule(clockJob, { cron: '* * * * *', payload: {} })
}
