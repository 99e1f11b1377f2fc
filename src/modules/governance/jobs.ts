import type { Jobs } from '#kit/jobs'

import { workOnApprovals } from './approvals/work.ts'
import { workOnCrises } from './crisis/jobs.ts'
import type { GovernanceNeeds } from './needs.ts'
import { workOnTraining } from './training/remind-due-job.ts'

export function workOnGovernance(jobs: Jobs, needs: GovernanceNeeds): void {
  workOnCrises(jobs, needs)
  workOnTraining(jobs, needs)
  workOnApprovals(jobs, needs)
}
