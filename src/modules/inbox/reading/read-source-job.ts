import { z } from 'zod'

import { defineJob } from '#kit/jobs'

import type { InboxNeeds } from '../needs.ts'
import type { Source } from './source.ts'

/** Reads one source of one account. When it is tried again stands in its row. */
export const readSourceJob = defineJob({
  name: 'inbox.read-source',
  schema: z.object({ workspaceId: z.uuid(), accountId: z.uuid(), source: z.string() }),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
  expireSeconds: 600,
  onePerKey: true,
})

/** Has each of these sources read by a job of its own, as soon as one is free. */
export async function sendReadings({ db, jobs }: Pick<InboxNeeds, 'db' | 'jobs'>, sources: readonly Source[]): Promise<void> {
  for (const payload of sources) await jobs.send(db, readSourceJob, { payload, key: `${payload.accountId}/${payload.source}` })
}
