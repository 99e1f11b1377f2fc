import { randomUUID } from 'node:crypto'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import type { Events } from '#kit/events'
import { announce } from '#kit/live'

import { type Invitation, teamsRefusals } from './contract.ts'
import { memberJoined } from './events.ts'
import { keepGrants } from './grants.ts'
import { writeAudit } from './write-audit.ts'

interface NewMember extends Pick<Invitation, 'role' | 'grants'> {
  readonly workspaceId: string
  readonly loginId: string
  readonly name: string
  readonly email: string
  /** How they came, as the audit log has it. */
  readonly action: 'teams.acceptInvitation' | 'signIn.joinBySso'
}

/** Makes a person a member of a workspace, with everything that belongs to it. */
export async function addMember(tx: Tx, { events }: { readonly events: Pick<Events, 'emit'> }, member: NewMember): Promise<void> {
  const { workspaceId, email, role, grants, name, loginId, action } = member
  const memberId = randomUUID()
  const added = await tx
    .insertInto('teams.member')
    .values({ workspace_id: workspaceId, id: memberId, login_id: loginId, role: role ?? null })
    .onConflict((conflict) => conflict.columns(['login_id', 'workspace_id']).doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows !== 1n) throw refuse(teamsRefusals, 'ALREADY_MEMBER')
  await keepGrants(tx, { workspaceId, memberId, grants })
  await writeAudit(tx, {
    workspaceId,
    actor: { memberId, name, via: 'web' },
    action,
    subject: { kind: 'member', id: memberId },
    detail: { email, role: role ?? null },
  })
  await announce(tx, { to: workspaceId, topics: ['members'] })
  await events.emit(tx, memberJoined, { workspaceId, memberId, name })
}
