import { commonRefusals } from '#kit/contract'
import { refuse } from '#kit/errors'

import type { Call } from './acting.ts'
import { mayDo } from './may-do.ts'
import type { Role } from './permissions-contract.ts'

/** Owners are made, changed and removed by owners alone: nobody raises themselves above their own role. */
export function refuseOwnersMatter({ acting }: Call, ...roles: readonly (Role | null | undefined)[]): void {
  if (roles.includes('owner') && !mayDo(acting.role, 'owners.manage')) throw refuse(commonRefusals, 'NOT_ALLOWED')
}
