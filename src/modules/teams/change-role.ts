import { commonRefusals } from '#kit/contract'
import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'

import type { Call } from './acting.ts'
import { change } from './change.ts'
import type { Member, Role } from './contract.ts'
import { lockMember, refuseLastOwner } from './lock-members.ts'
import { memberById } from './members.ts'

export function changeRole(db: Db, call: Call, { memberId, role }: { memberId: string; role: Role }): Promise<Member> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    const before = await lockMember(tx, { workspaceId, memberId })
    if (role !== 'owner') refuseLastOwner(before)
    await tx.updateTable('teams.member').set({ role }).where('workspace_id', '=', workspaceId).where('id', '=', memberId).execute()
    const member = await memberById(tx, workspaceId, memberId)
    if (!member) throw refuse(commonRefusals, 'NOT_FOUND')
    return {
      value: member,
      subject: { kind: 'member', id: memberId },
      detail: { name: member.name },
      before: { role: before.role },
      after: { role },
      topics: ['members'],
    }
  })
}
