import { commonRefusals } from '#kit/contract'
import { refuse } from '#kit/errors'

import type { Call } from './acting.ts'
import { change } from './change.ts'
import { saidOf } from './check-grants.ts'
import { memberRemoved } from './events.ts'
import { lockMember, refuseLastOwner } from './lock-members.ts'
import { memberById } from './members.ts'
import type { TeamsNeeds } from './needs.ts'
import { refuseOwnersMatter } from './refuse-owners-matter.ts'

/** Ends a membership; what is left behind is the successor's, where one is named. The person is signed out everywhere and the API keys they made here die with the member row. */
export function removeMember(
  { db, events }: Pick<TeamsNeeds, 'db' | 'events'>,
  call: Call,
  { memberId, successorId }: { memberId: string; successorId?: string | undefined },
): Promise<{ removed: true }> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    const locked = await lockMember(tx, { workspaceId, memberId })
    refuseOwnersMatter(call, locked.role)
    refuseLastOwner(locked)
    const member = await memberById(tx, workspaceId, memberId)
    const successor = successorId === undefined ? undefined : await memberById(tx, workspaceId, successorId)
    if (!member || (successorId !== undefined && !successor) || successorId === memberId) throw refuse(commonRefusals, 'NOT_FOUND')
    await tx.deleteFrom('teams.member').where('workspace_id', '=', workspaceId).where('id', '=', memberId).execute()
    await tx.deleteFrom('teams.session').where('login_id', '=', locked.loginId).execute()
    await events.emit(tx, memberRemoved, { workspaceId, memberId, ...(successor ? { successorId: successor.id } : {}) })
    return {
      value: { removed: true as const },
      subject: { kind: 'member', id: memberId },
      detail: { name: member.name, email: member.email, ...(successor ? { successor: successor.name } : {}) },
      before: saidOf(member),
      topics: ['members'],
    }
  })
}
