import { commonRefusals } from '#kit/contract'
import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import type { Json } from '#kit/json'

import { brandOf } from './brand-of.ts'
import type { TeamsNeeds } from './needs.ts'
import type { Grant, Role } from './permissions-contract.ts'

/** What a member may do: a role everywhere, roles for brands and accounts, or both. */
export interface Rights {
  readonly role?: Role | undefined
  readonly grants?: readonly Grant[]
}

/** Roles are granted for brands of the workspace and accounts of those brands: anything else is not found. */
export async function checkGrants(
  tx: Tx,
  { accountPlaces }: Pick<TeamsNeeds, 'accountPlaces'>,
  { workspaceId, grants = [] }: Rights & { workspaceId: string },
): Promise<void> {
  for (const brandId of new Set(grants.map((grant) => grant.brandId))) await brandOf(tx, { workspaceId, brandId })
  for (const { brandId, accountId } of grants) {
    if (accountId === undefined) continue
    const [place] = await accountPlaces(tx, { workspaceId, ids: [accountId] })
    if (place?.brandId !== brandId) throw refuse(commonRefusals, 'NOT_FOUND')
  }
}

/** For the audit log. */
export function saidOf({ role, grants = [] }: Rights): Record<string, Json> {
  return { role: role ?? null, ...(grants.length > 0 ? { grants: grants.map(saidOfGrant) } : {}) }
}

function saidOfGrant({ brandId, accountId, role }: Grant): Json {
  return { brandId, role, ...(accountId === undefined ? {} : { accountId }) }
}
