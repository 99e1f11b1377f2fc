import { approvalsRouter } from './approvals/http.ts'
import { crisisRouter } from './crisis/http.ts'
import type { GovernanceNeeds } from './needs.ts'
import { rulesRouter } from './rules/http.ts'
import { trainingRouter } from './training/http.ts'

export function governanceRouter(needs: GovernanceNeeds) {
  return {
    ...approvalsRouter(needs),
    ...crisisRouter(needs),
    ...rulesRouter(needs),
    ...trainingRouter(needs),
  }
}
