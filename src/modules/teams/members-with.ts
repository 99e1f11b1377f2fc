import type { Language } from '#kit/contract'
import type { Db } from '#kit/database'

import type { Standing } from './acting.ts'
import type { Permission } from './contract.ts'
import { grantsColumn } from './grants.ts'
import { mayDo } from './may-do.ts'
import type { Place } from './places.ts'
import { anyRoleThatMay, reachesAll, verdictOf } from './reach.ts'

/** A member as someone to write to. */
export interface Reader {
  readonly memberId: string
  readonly name: string
  readonly email: string
  readonly language: Language
}

interface Who {
  readonly workspaceId: string
  readonly permission: Permission
  /** Of these alone, as far as they are still members. */
  readonly members?: readonly string[] | undefined
  /** Where they must have the permission: for the whole workspace, anywhere at all, or there where the thing in question stands. */
  readonly at: 'workspace' | 'anywhere' | (() => Promise<readonly Place[]>)
}

/** Members who may do something there, in the order they joined. */
export async function membersWith(db: Db, { workspaceId, permission, members, at }: Who): Promise<Reader[]> {
  if (members?.length === 0) return []
  const rows = await db
    .selectFrom('teams.member as member')
    .innerJoin('teams.login as login', 'login.id', 'member.login_id')
    .select(['member.id as memberId', 'login.name', 'login.email', 'login.language', 'member.role', grantsColumn().as('grants')])
    .where('member.workspace_id', '=', workspaceId)
    .$if(members !== undefined, (query) => query.where('member.id', 'in', members ?? []))
    .orderBy('member.joined_at')
    .orderBy('member.id')
    .execute()
  const standings = rows.map(({ role, grants, ...reader }) => ({ reader, standing: { everywhere: role ?? undefined, grants } }))
  const places = typeof at === 'function' && !standings.every(({ standing }) => reachesAll(standing)) ? await at() : []
  return standings
    .filter(({ standing }) => mayThere(standing, permission, typeof at === 'function' ? places : at))
    .map(({ reader }) => reader)
}

/** Looked up only where somebody does not reach everything. */
function mayThere(standing: Standing, permission: Permission, at: 'workspace' | 'anywhere' | readonly Place[]): boolean {
  if (reachesAll(standing) || at === 'workspace') return mayDo(standing.everywhere, permission)
  if (at === 'anywhere') return anyRoleThatMay(standing, permission) !== undefined
  const byAccount = at.every(({ accountIds }) => accountIds !== undefined)
  return typeof verdictOf(standing, at, { permission, does: 'reads', byAccount }) === 'object'
}

/** A member as someone to write to, as long as they are one. */
export function readerOf(db: Db, { workspaceId, memberId }: { workspaceId: string; memberId: string }): Promise<Reader | undefined> {
  return db
    .selectFrom('teams.member as member')
    .innerJoin('teams.login as login', 'login.id', 'member.login_id')
    .select(['member.id as memberId', 'login.name', 'login.email', 'login.language'])
    .where('member.workspace_id', '=', workspaceId)
    .where('member.id', '=', memberId)
    .executeTakeFirst()
}
