import type { Db } from '#kit/database'

import type { Acting, Standing } from './acting.ts'
import { brandsOf } from './brand-of.ts'
import type { Brand, OwnBrand } from './contract.ts'
import { permissionsOf } from './may-do.ts'
import { ofWholeWorkspace, type Permission } from './permissions-contract.ts'
import { roleInBrand } from './reach.ts'
import { withinScopes } from './within-scopes.ts'

/** The brands that somebody reaches, each with what they may do in it. */
export async function ownBrands(db: Db, acting: Acting): Promise<OwnBrand[]> {
  const brands = (await brandsOf(db, acting.workspaceId)).flatMap((brand) => ownBrand(acting.standing, brand) ?? [])
  return brands.map((brand) => ({ ...brand, permissions: brand.permissions.filter((permission) => withinScopes(acting, permission)) }))
}

function ownBrand(standing: Standing, brand: Brand): OwnBrand | undefined {
  const inBrand = roleInBrand(standing, brand.id)
  const onAccounts = standing.grants.filter(({ brandId, accountId }) => brandId === brand.id && accountId !== undefined)
  if (!inBrand && onAccounts.length === 0) return undefined
  const roles = [...(inBrand ? [inBrand] : []), ...onAccounts.map(({ role }) => role)]
  const whole = standing.everywhere ? permissionsOf(standing.everywhere) : []
  const may = (permission: Permission) =>
    isOfWhole(permission) ? whole.includes(permission) : roles.some((role) => permissionsOf(role).includes(permission))
  return { ...brand, permissions: permissionsOf('owner').filter(may), inPart: inBrand === undefined }
}

function isOfWhole(permission: Permission): boolean {
  return ofWholeWorkspace.some((whole) => whole === permission)
}
