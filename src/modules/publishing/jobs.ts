import { z } from 'zod'

import { defineJob, type Jobs } from '#kit/jobs'

import { deliverJob } from './deliver-job.ts'
import { planAll } from './evergreen/plan-all.ts'
import { planCategory } from './evergreen/plan-category.ts'
import { planCategoryJob } from './evergreen/plan-job.ts'
import { followCorrection } from './follow-correction.ts'
import { followCorrections } from './follow-corrections.ts'
import { followJob } from './follow-job.ts'
import type { WorkerNeeds } from './needs.ts'
import { readTimelineJob } from './read-timeline-job.ts'
import { readTimeline } from './read-timeline.ts'
import { readTimelines } from './read-timelines.ts'
import { databaseTime } from './schedule-post.ts'
import type { PublishingWorker } from './start-publishing.ts'

/** Looks which profiles are to be read again. */
const readTimelinesJob = defineJob({
  name: 'publishing.read-timelines',
  schema: z.object({}),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
})

/** Looks which weekly times of categories are to be planned. */
const planAllJob = defineJob({
  name: 'publishing.plan-categories',
  schema: z.object({}),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
})

/** Looks of which corrections it is to be asked again what has become of them. */
const followAllJob = defineJob({
  name: 'publishing.follow-corrections',
  schema: z.object({}),
  retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 },
})

export function workOnPublishing(jobs: Jobs, needs: WorkerNeeds, worker: Pick<PublishingWorker, 'wake'>): void {
  jobs.work(deliverJob, async () => worker.wake(), { concurrency: 100 })
  jobs.work(readTimelinesJob, () => readTimelines(needs))
  jobs.work(readTimelineJob, (profile, { signal }) => readTimeline(needs, profile, signal), { concurrency: 4 })
  jobs.work(planAllJob, async (_, { signal }) => planAll(needs, await databaseTime(needs.db), signal))
  jobs.work(planCategoryJob, async (category) => planCategory(needs, category, await databaseTime(needs.db)), { concurrency: 4 })
  jobs.work(followAllJob, () => followCorrections(needs))
  jobs.work(followJob, (correction, { signal }) => followCorrection(needs, correction, signal), { concurrency: 4 })
  jobs.schedule(planAllJob, { cron: '*/10 * * * *', payload: {} })
  jobs.schedule(readTimelinesJob, { cron: '*/5 * * * *', payload: {} })
  jobs.schedule(followAllJob, { cron: '* * * * *', payload: {} })
}
