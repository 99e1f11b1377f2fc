import './tables.ts'

export { DeliveryPublished, DeliveryRejected, DeliveryTakenDown } from './events.ts'
export { publishingRouter } from './http.ts'
export { deliverJob, publishingJobs, workOnPublishing } from './jobs.ts'
export type { AccountFacts, Accounts, BrandFacts, Log, Media, PublishingNeeds, WorkerNeeds } from './needs.ts'
export { type PublishingWorker, startPublishing } from './start-publishing.ts'
export { type Timing, usualTiming } from './timing.ts'
