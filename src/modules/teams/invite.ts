import { randomUUID } from 'node:crypto'

import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import type { Call } from './acting.ts'
import { change } from './change.ts'
import { type Invitation, type Role, teamsRefusals } from './contract.ts'
import { toInvitation, withLink } from './invitations.ts'
import { mailInvitationJob } from './jobs.ts'
import type { TeamsNeeds } from './needs.ts'
import { derivedSecret, hashOfSecret } from './secrets.ts'

const validDays = 7

/** Invites an address into the workspace; an earlier open invitation of the same address ends. */
export async function invite(needs: TeamsNeeds, call: Call, wanted: { email: string; role: Role }): Promise<Invitation> {
  const { acting } = call
  const email = wanted.email.toLowerCase()
  const invitation = await change(needs.db, call, async (tx) => {
    if (await isMember(tx, { workspaceId: acting.workspaceId, email })) throw refuse(teamsRefusals, 'ALREADY_MEMBER')
    const row = await replaceInvitation(tx, needs, { workspaceId: acting.workspaceId, email, role: wanted.role })
    if (row.mailed) {
      const payload = { workspaceId: acting.workspaceId, invitationId: row.id, inviter: acting.name }
      await needs.jobs.send(tx, mailInvitationJob, { payload })
    }
    return {
      value: toInvitation(row),
      subject: { kind: 'invitation', id: row.id },
      detail: { email, role: wanted.role },
      topics: ['members'],
    }
  })
  return withLink(needs, invitation)
}

async function isMember(db: Db, { workspaceId, email }: { workspaceId: string; email: string }): Promise<boolean> {
  const found = await db
    .selectFrom('teams.member as member')
    .innerJoin('teams.login as login', 'login.id', 'member.login_id')
    .select('member.id')
    .where('member.workspace_id', '=', workspaceId)
    .where('login.email', '=', email)
    .executeTakeFirst()
  return found !== undefined
}

async function replaceInvitation(
  tx: Tx,
  { clock, secretKey, mail }: TeamsNeeds,
  { workspaceId, email, role }: { workspaceId: string; email: string; role: Role },
) {
  const now = clock.now()
  await tx
    .updateTable('teams.invitation')
    .set({ withdrawn_at: new Date(now.epochMilliseconds) })
    .where('workspace_id', '=', workspaceId)
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute()
  const id = randomUUID()
  return tx
    .insertInto('teams.invitation')
    .values({
      workspace_id: workspaceId,
      id,
      email,
      role,
      token_hash: hashOfSecret(derivedSecret(secretKey, 'invitation', id)),
      mailed: mail.enabled,
      created_at: new Date(now.epochMilliseconds),
      expires_at: new Date(now.add({ hours: validDays * 24 }).epochMilliseconds),
      accepted_at: null,
      withdrawn_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}
