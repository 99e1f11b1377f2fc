import './tables.ts'

export { cancelPlanned, countPlanned } from './account-plans.ts'
export { holdAfterRestore } from './after-restore.ts'
/** @public What later modules will hear of. */
export { postPublished, deliveryRejected, deliveryTakenDown } from './events.ts'
export { forgetPosts } from './forget-posts.ts'
export { publishingRouter } from './http.ts'
export { isMediaUsed } from './is-media-used.ts'
export { workOnPublishing } from './jobs.ts'
export type { AccountFacts, Accounts, BrandFacts, Log, Media, PublishingNeeds, WorkerNeeds } from './needs.ts'
export { onBrandChanged } from './on-brand-changed.ts'
export { type PublishingWorker, startPublishing } from './start-publishing.ts'
export type { Timing } from './timing.ts'
