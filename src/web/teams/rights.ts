import type { Grant, Member, Role } from '#contract/teams'

/** One role, and where it holds: everywhere (`all`), in brands (`brand:…`), on accounts (`account:…`). */
export interface RightsRow {
  role: Role
  where: readonly string[]
}

export const everywhere = 'all'
export const placeOfBrand = (brandId: string) => `brand:${brandId}`
export const placeOfAccount = (brandId: string, accountId: string) => `account:${brandId}:${accountId}`

type Rights = Pick<Member, 'role' | 'grants'>

/** Rights as rows that people can read and change: one for each role. */
export function rowsOf({ role, grants }: Rights): RightsRow[] {
  const rows: RightsRow[] = role ? [{ role, where: [everywhere] }] : []
  for (const grant of grants) {
    const row = rows.find((each) => each.role === grant.role && !each.where.includes(everywhere))
    const place = grant.accountId === undefined ? placeOfBrand(grant.brandId) : placeOfAccount(grant.brandId, grant.accountId)
    if (row) row.where = [...row.where, place]
    else rows.push({ role: grant.role, where: [place] })
  }
  return rows
}

/** The reverse; a place that stands in two rows has the later role. Owners own everything. */
export function rightsOf(rows: readonly RightsRow[]): { role?: Role; grants: Grant[] } {
  const grants = new Map<string, Grant>()
  let role: Role | undefined
  for (const row of rows) {
    for (const place of row.role === 'owner' ? [everywhere] : row.where) {
      const [kind, brandId = '', accountId] = place.split(':')
      if (kind === everywhere || row.role === 'owner') role = row.role
      else grants.set(place, { brandId, ...(accountId === undefined ? {} : { accountId }), role: row.role })
    }
  }
  return role === 'owner' ? { role, grants: [] } : { ...(role ? { role } : {}), grants: [...grants.values()] }
}
