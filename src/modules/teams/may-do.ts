import { Permission, permissions, type Role } from './contract.ts'

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
