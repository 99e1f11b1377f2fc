import { crisisRouter } from './crisis/http.ts'
import type { GovernanceNeeds } from './needs.ts'

export function governanceRouter(needs: GovernanceNeeds) {
  return {
    ...crisisRouter(needs),
  }
}
