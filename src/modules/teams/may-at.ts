import type { Acting } from './acting.ts'
import type { Permission } from './permissions-contract.ts'
import type { Place } from './places.ts'
import { anyRoleThatMay, verdictAt } from './reach.ts'

/** Whether they may do it in any brand, or on any account. */
export function mayAnywhere({ standing }: Acting, permission: Permission): boolean {
  return anyRoleThatMay(standing, permission) !== undefined
}

/** Whether somebody may do it there, for what comes in by another door than the API: files. `hidden` is not found. */
export function mayAt({ standing }: Acting, permission: Permission, place: Place): 'yes' | 'refused' | 'hidden' {
  const verdict = verdictAt(standing, place, { permission, does: 'reads', byAccount: true })
  return typeof verdict === 'object' ? 'yes' : verdict
}
