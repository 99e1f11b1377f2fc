import { z } from 'zod'

import type { Db } from '#kit/database'
import { defineJob, type JobSender } from '#kit/jobs'

import type { Reading } from './readings.ts'

/** Reads one kind of figure of one account. When it is tried again stands in its row. */
export const readAccountJob = defineJob({
  name: 'analytics.read-account',
  schema: z.object({ workspaceId: z.uuid(), accountId: z.uuid(), what: z.enum(['profile', 'posts', 'history', 'audience']) }),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
  expireSeconds: 600,
  onePerKey: true,
})

export async function sendReadings(jobs: JobSender, db: Db, readings: readonly Reading[]): Promise<void> {
  for (const payload of readings) await jobs.send(db, readAccountJob, { payload, key: `${payload.accountId}/${payload.what}` })
}
