import type { Jobs } from '#kit/jobs'

import type { GovernanceNeeds } from './needs.ts'

export function workOnGovernance(_jobs: Jobs, _needs: GovernanceNeeds): void {
  // One line per part.
}
