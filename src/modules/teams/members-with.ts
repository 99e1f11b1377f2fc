import type { Language } from '#kit/contract'
import type { Db } from '#kit/database'

import { type Permission, Role } from './contract.ts'
import { mayDo } from './may-do.ts'

/** A member as someone to write to. */
export interface Reader {
  readonly memberId: string
  readonly name: string
  readonly email: string
  readonly language: Language
}

/** Members whose role includes the permission, or exactly the given ones as far as they are still members. */
export async function membersWith(
  db: Db,
  who: { workspaceId: string } & ({ permission: Permission } | { members: readonly string[] }),
): Promise<Reader[]> {
  const query = db
    .selectFrom('teams.member as member')
    .innerJoin('teams.login as login', 'login.id', 'member.login_id')
    .select(['member.id as memberId', 'login.name', 'login.email', 'login.language'])
    .where('member.workspace_id', '=', who.workspaceId)
    .orderBy('member.joined_at')
  if ('members' in who) return who.members.length === 0 ? [] : query.where('member.id', 'in', who.members).execute()
  const roles = Role.options.filter((role) => mayDo(role, who.permission))
  return roles.length === 0 ? [] : query.where('member.role', 'in', roles).execute()
}

/** Names by member id, of those who are still members. */
export async function memberNames(
  db: Db,
  { workspaceId, memberIds }: { workspaceId: string; memberIds: readonly string[] },
): Promise<Map<string, string>> {
  const readers = await membersWith(db, { workspaceId, members: [...new Set(memberIds)] })
  return new Map(readers.map(({ memberId, name }) => [memberId, name]))
}
