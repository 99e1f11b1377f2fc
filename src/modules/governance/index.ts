export { forgetGovernance } from './forget-governance.ts'
export { governanceRouter } from './http.ts'
export { workOnGovernance } from './jobs.ts'
export type { GovernanceNeeds } from './needs.ts'
