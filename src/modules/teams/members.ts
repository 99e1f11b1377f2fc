import type { Db } from '#kit/database'

import type { Acting } from './acting.ts'
import type { Member } from './contract.ts'
import { grantsColumn } from './grants.ts'
import type { Grant, Role } from './permissions-contract.ts'
import { brandsWithin } from './reach.ts'

/** Everyone who works where the one who asks does: in the whole workspace, or in a brand of theirs. */
export async function members(db: Db, { workspaceId, standing }: Pick<Acting, 'workspaceId' | 'standing'>): Promise<Member[]> {
  const rows = await membersOf(db, workspaceId).orderBy('member.joined_at').orderBy('member.id').execute()
  const brands = brandsWithin(standing)
  const all = rows.map(toMember)
  if (brands === 'all') return all
  const within = all.map((member) => ({ ...member, grants: member.grants.filter(({ brandId }) => brands.has(brandId)) }))
  return within.filter(({ role, grants }) => role !== undefined || grants.length > 0)
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
    .select(['member.id', 'login.name', 'login.email', 'member.role', 'member.joined_at', grantsColumn().as('grants')])
    .where('member.workspace_id', '=', workspaceId)
}

function toMember(row: { id: string; name: string; email: string; role: Role | null; grants: Grant[]; joined_at: Date }): Member {
  const { id, name, email, role, grants, joined_at } = row
  return { id, name, email, ...(role ? { role } : {}), grants, joinedAt: joined_at.toISOString() }
}
