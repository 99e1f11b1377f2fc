import { commonRefusals } from '#kit/contract'
import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import { type Role, teamsRefusals } from './contract.ts'

/** Holds the workspace's list of members until the transaction ends, so that two changes at once cannot leave it without an owner. */
export async function lockMember(tx: Tx, { workspaceId, memberId }: { workspaceId: string; memberId: string }): Promise<LockedMember> {
  await tx.selectFrom('teams.workspace').select('workspace_id').where('workspace_id', '=', workspaceId).forUpdate().executeTakeFirst()
  const members = await tx.selectFrom('teams.member').select(['id', 'role', 'login_id']).where('workspace_id', '=', workspaceId).execute()
  const member = members.find(({ id }) => id === memberId)
  if (!member) throw refuse(commonRefusals, 'NOT_FOUND')
  const otherOwners = members.some(({ id, role }) => role === 'owner' && id !== memberId)
  return { role: member.role, loginId: member.login_id, lastOwner: member.role === 'owner' && !otherOwners }
}

export function refuseLastOwner(member: LockedMember): void {
  if (member.lastOwner) throw refuse(teamsRefusals, 'LAST_OWNER')
}

export interface LockedMember {
  readonly role: Role | null
  readonly loginId: string
  readonly lastOwner: boolean
}
