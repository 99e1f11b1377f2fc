import './tables.ts'

export { reportPlaces } from './report-places.ts'
export { forgetReports } from './forget-reports.ts'
export { hasSchedules } from './has-schedules.ts'
export { reportsRouter } from './http.ts'
export { workOnReports } from './jobs.ts'
export type { ReportsNeeds } from './needs.ts'
export { onBrandChanged } from './scheduling/on-brand-changed.ts'
