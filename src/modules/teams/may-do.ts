import { type Permission, permissions, type Role } from './contract.ts'

/** Deny by default: an unknown permission is nobody's. */
export function mayDo(role: Role | undefined, permission: string): boolean {
  const holders = permissions[permission as Permission] as (typeof permissions)[Permission] | undefined
  if (holders === 'anyone') return true
  if (holders === undefined || role === undefined) return false
  return holders === 'signed-in' || (holders as readonly Role[]).includes(role)
}

export function permissionsOf(role: Role): Permission[] {
  return (Object.keys(permissions) as Permission[]).filter((permission) => mayDo(role, permission))
}
