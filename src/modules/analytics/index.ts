import './tables.ts'

export { forgetAnalytics } from './forget.ts'
export { analyticsRouter } from './http.ts'
export { workOnAnalytics } from './jobs.ts'
export type { AnalyticsNeeds } from './needs.ts'
export { rebuild as rebuildAnalytics } from './rebuild/rebuild.ts'
export { forgetMember } from './posts/forget-member.ts'
export { onPostMoved } from './posts/on-publishing.ts'
