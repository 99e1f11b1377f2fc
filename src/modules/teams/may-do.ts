import { Permission, permissions, type Role } from './permissions-contract.ts'

/** Deny by default: an unknown permission is nobody's. */
export function mayDo(role: Role | undefined, permission: string): boolean {
  const known = Permission.safeParse(permission)
  if (!known.success) return false
  const holders: 'anyone' | 'signed-in' | readonly Role[] = permissions[known.data]
  if (holders === 'anyone') return true
  if (role === undefined) return false
  return holders === 'signed-in' || holders.includes(role)
}

export function permissionsOf(role: Role): Permission[] {
  return Permission.options.filter((permission) => mayDo(role, permission))
}

/** The role whose permissions the other includes; where neither includes the other, the one that may do least. A key never does more than the member who made it may do today. */
export function lesserRole(one: Role, other: Role): Role {
  const [ones, others] = [permissionsOf(one), permissionsOf(other)]
  if (ones.every((permission) => others.includes(permission))) return one
  return others.every((permission) => ones.includes(permission)) ? other : 'advocate'
}
