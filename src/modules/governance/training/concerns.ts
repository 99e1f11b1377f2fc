import type { Selectable } from 'kysely'

import type { Db, Tables, Tx } from '#kit/database'
import { type Acting, mayDo, members, type Role } from '#modules/teams'

export type DocumentRow = Selectable<Tables['governance.document']>
export type Member = Awaited<ReturnType<typeof members>>[number]

/** Whether somebody with these roles must read it: those it names, or the whole team. One that was put away nobody must. */
export function concerns({ roles, archived_at }: Pick<DocumentRow, 'roles' | 'archived_at'>, held: readonly Role[]): boolean {
  if (archived_at !== null) return false
  return roles.length === 0 ? isOfTeam(held) : held.some((role) => roles.includes(role))
}

/** Clients and advocates are not: they read what is meant for them by name. */
export function isOfTeam(held: readonly Role[]): boolean {
  return held.some((role) => mayDo(role, 'members.read'))
}

/** Everywhere in the workspace, or in a brand or on an account. */
export function rolesOf({ standing: { everywhere, grants } }: Pick<Acting, 'standing'>): readonly Role[] {
  return [...new Set([...(everywhere ? [everywhere] : []), ...grants.map(({ role }) => role)])]
}

export function rolesOfMember({ role, grants }: Member): readonly Role[] {
  return [...new Set([...(role ? [role] : []), ...grants.map((grant) => grant.role)])]
}

export function everyMember(db: Db | Tx, workspaceId: string): Promise<Member[]> {
  return members(db, { workspaceId, standing: { everywhere: 'owner', grants: [] } })
}

/** Until when: so many days after it was published, or after they joined, whichever is later. */
export function dueOf(
  { due_days, required_at }: Pick<DocumentRow, 'due_days' | 'required_at'>,
  { joinedAt }: { readonly joinedAt: string },
): Temporal.Instant | undefined {
  if (due_days === null) return undefined
  const [published, joined] = [required_at.toTemporalInstant(), Temporal.Instant.from(joinedAt)]
  const from = Temporal.Instant.compare(published, joined) < 0 ? joined : published
  return from.add({ hours: 24 * due_days })
}
