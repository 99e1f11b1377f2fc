import type { Db } from '#kit/database'

import type { Member, Role } from './contract.ts'

export async function members(db: Db, workspaceId: string): Promise<Member[]> {
  const rows = await membersOf(db, workspaceId).orderBy('member.joined_at').orderBy('member.id').execute()
  return rows.map(toMember)
}

/** Names of those of the given members that are of the workspace. */
export async function memberNames(
  db: Db,
  { workspaceId, memberIds }: { workspaceId: string; memberIds: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  if (memberIds.length === 0) return new Map()
  const rows = await membersOf(db, workspaceId)
    .where('member.id', 'in', [...memberIds])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export async function memberById(db: Db, workspaceId: string, memberId: string): Promise<Member | undefined> {
  const row = await membersOf(db, workspaceId).where('member.id', '=', memberId).executeTakeFirst()
  return row && toMember(row)
}

function membersOf(db: Db, workspaceId: string) {
  return db
    .selectFrom('teams.member as member')
    .innerJoin('teams.login as login', 'login.id', 'member.login_id')
    .select(['member.id', 'login.name', 'login.email', 'member.role', 'member.joined_at'])
    .where('member.workspace_id', '=', workspaceId)
}

function toMember(row: { id: string; name: string; email: string; role: Role; joined_at: Date }): Member {
  return { id: row.id, name: row.name, email: row.email, role: row.role, joinedAt: row.joined_at.toISOString() }
}
