import { type RawBuilder, sql } from 'kysely'

import type { Tx } from '#kit/database'

import type { Grant } from './permissions-contract.ts'

/** The grants of the row of `teams.member` that a query calls `member`, as a column of it. */
export function grantsColumn(): RawBuilder<Grant[]> {
  return sql<Grant[]>`coalesce((
    select json_agg(json_strip_nulls(json_build_object('brandId', brand_id, 'accountId', account_id, 'role', role)) order by brand_id, account_id)
    from teams.role_grant
    where role_grant.workspace_id = member.workspace_id and role_grant.member_id = member.id), '[]')`
}

/** Puts these grants in place of those the member has. */
export async function keepGrants(
  tx: Tx,
  { workspaceId, memberId, grants }: { workspaceId: string; memberId: string; grants: readonly Grant[] },
): Promise<void> {
  await tx.deleteFrom('teams.role_grant').where('workspace_id', '=', workspaceId).where('member_id', '=', memberId).execute()
  if (grants.length === 0) return
  await tx
    .insertInto('teams.role_grant')
    .values(
      grants.map(({ brandId, accountId, role }) => ({
        workspace_id: workspaceId,
        member_id: memberId,
        brand_id: brandId,
        account_id: accountId ?? null,
        role,
      })),
    )
    .execute()
}
