import type { Db } from '#kit/database'

import { grantsColumn } from './grants.ts'
import type { Reader } from './members-with.ts'
import type { Role } from './permissions-contract.ts'
import { roleInBrand } from './reach.ts'

/** A member with the roles that count for them in a brand or on an account of it. */
export interface MemberOfBrand extends Reader {
  readonly roles: readonly Role[]
}

/** Everyone who reaches something of a brand, in the order they joined. */
export async function membersOfBrand(db: Db, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<MemberOfBrand[]> {
  const rows = await db
    .selectFrom('teams.member as member')
    .innerJoin('teams.login as login', 'login.id', 'member.login_id')
    .select(['member.id as memberId', 'login.name', 'login.email', 'login.language', 'member.role', grantsColumn().as('grants')])
    .where('member.workspace_id', '=', workspaceId)
    .orderBy('member.joined_at')
    .orderBy('member.id')
    .execute()
  return rows.flatMap(({ role, grants, ...reader }) => {
    const whole = roleInBrand({ everywhere: role ?? undefined, grants }, brandId)
    const onAccounts = grants.filter((grant) => grant.brandId === brandId && grant.accountId !== undefined).map((grant) => grant.role)
    const roles = [...new Set([...(whole ? [whole] : []), ...onAccounts])]
    return roles.length === 0 ? [] : [{ ...reader, roles }]
  })
}
