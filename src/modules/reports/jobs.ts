import { z } from 'zod'

import { defineJob, type Jobs } from '#kit/jobs'

import { finishRun, giveUpRun } from './finish-run.ts'
import { makeRunJob } from './make-run-job.ts'
import type { ReportsNeeds } from './needs.ts'
import { noteUnclear } from './scheduling/note-unclear.ts'
import { sendRunJob } from './scheduling/send-run-job.ts'
import { sendRun } from './scheduling/send-run.ts'
import { startDue } from './scheduling/start-due.ts'

const dueJob = defineJob({ name: 'reports.start-due', schema: z.object({}) })

export function workOnReports(jobs: Jobs, needs: ReportsNeeds): void {
  jobs.work(makeRunJob, async (payload, { attempt, signal }) => {
    try {
      await finishRun(needs, payload, signal)
    } catch (error) {
      if (attempt > makeRunJob.retry.times) await giveUpRun(needs, payload)
      throw error
    }
  })
  jobs.work(sendRunJob, (payload, { attempt }) => sendRun(needs, payload, { last: attempt > sendRunJob.retry.times }), { concurrency: 2 })
  jobs.work(dueJob, async () => {
    await startDue(needs)
    await noteUnclear(needs)
  })
  jobs.schedule(dueJob, { cron: '* * * * *', payload: {} })
}
