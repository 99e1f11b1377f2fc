import { z } from 'zod'

import { defineJob, type Jobs } from '#kit/jobs'

import type { WorkerNeeds } from './needs.ts'
import { readTimelineJob } from './read-timeline-job.ts'
import { readTimeline } from './read-timeline.ts'
import { readTimelines } from './read-timelines.ts'
import type { PublishingWorker } from './start-publishing.ts'

/** Wakes a worker at the time a post is due. Sweeps find whatever a lost job would have told. */
export const deliverJob = defineJob({
  name: 'publishing.deliver',
  schema: z.object({ workspaceId: z.uuid(), postId: z.uuid() }),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
  pollSeconds: 2,
})

/** Looks which profiles are to be read again. */
const readTimelinesJob = defineJob({
  name: 'publishing.read-timelines',
  schema: z.object({}),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
})

export function workOnPublishing(jobs: Jobs, needs: WorkerNeeds, worker: Pick<PublishingWorker, 'wake'>): void {
  jobs.work(deliverJob, async () => worker.wake(), { concurrency: 100 })
  jobs.work(readTimelinesJob, () => readTimelines(needs))
  jobs.work(readTimelineJob, (profile, { signal }) => readTimeline(needs, profile, signal), { concurrency: 4 })
  jobs.schedule(readTimelinesJob, { cron: '*/5 * * * *', payload: {} })
}
