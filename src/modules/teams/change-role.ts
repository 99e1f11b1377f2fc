import { commonRefusals } from '#kit/contract'
import { refuse } from '#kit/errors'

import type { Call } from './acting.ts'
import { change } from './change.ts'
import { checkGrants, type Rights, saidOf } from './check-grants.ts'
import type { Member } from './contract.ts'
import { keepGrants } from './grants.ts'
import { lockMember, refuseLastOwner } from './lock-members.ts'
import { memberById } from './members.ts'
import type { TeamsNeeds } from './needs.ts'
import { refuseOwnersMatter } from './refuse-owners-matter.ts'

/** Puts these rights in place of those the member has. */
export function changeRole(
  needs: Pick<TeamsNeeds, 'db' | 'accountPlaces'>,
  call: Call,
  { memberId, role, grants = [] }: Rights & { memberId: string },
): Promise<Member> {
  const { workspaceId } = call.acting
  return change(needs.db, call, async (tx) => {
    const before = await lockMember(tx, { workspaceId, memberId })
    const was = await memberById(tx, workspaceId, memberId)
    refuseOwnersMatter(call, before.role, role)
    if (role !== 'owner') refuseLastOwner(before)
    await checkGrants(tx, needs, { workspaceId, grants })
    await tx
      .updateTable('teams.member')
      .set({ role: role ?? null })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', memberId)
      .execute()
    await keepGrants(tx, { workspaceId, memberId, grants })
    const member = await memberById(tx, workspaceId, memberId)
    if (!member) throw refuse(commonRefusals, 'NOT_FOUND')
    return {
      value: member,
      subject: { kind: 'member', id: memberId },
      detail: { name: member.name },
      before: saidOf(was ?? {}),
      after: saidOf(member),
      topics: ['members'],
    }
  })
}
