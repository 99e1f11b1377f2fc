import type { Workflow } from '../contract.ts'
import type { Planner } from './reviewed.ts'

/** Nobody may who is not named: neither by role nor by name. */
export function maySkip({ skipRoles, skipMembers }: Pick<Workflow, 'skipRoles' | 'skipMembers'>, { memberId, role }: Planner): boolean {
  return (role !== undefined && skipRoles.includes(role)) || (memberId !== null && skipMembers.includes(memberId))
}
