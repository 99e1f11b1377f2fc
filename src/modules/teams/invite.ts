import { randomUUID } from 'node:crypto'

import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import type { Call } from './acting.ts'
import { change } from './change.ts'
import { checkGrants, type Rights, saidOf } from './check-grants.ts'
import { type Invitation, teamsRefusals } from './contract.ts'
import { toInvitation, withLink } from './invitations.ts'
import { mailInvitationJob } from './jobs.ts'
import type { TeamsNeeds } from './needs.ts'
import { refuseOwnersMatter } from './refuse-owners-matter.ts'
import { derivedSecret, hashOfSecret } from './secrets.ts'

const validDays = 7

interface Wanted extends Rights {
  readonly email: string
}

/** Invites an address into the workspace; an earlier open invitation of the same address ends. */
export async function invite(needs: TeamsNeeds, call: Call, wanted: Wanted): Promise<Invitation> {
  const { acting } = call
  const email = wanted.email.toLowerCase()
  refuseOwnersMatter(call, wanted.role)
  const invitation = await change(needs.db, call, async (tx) => {
    await checkGrants(tx, needs, { workspaceId: acting.workspaceId, ...wanted })
    if (await isMember(tx, { workspaceId: acting.workspaceId, email })) throw refuse(teamsRefusals, 'ALREADY_MEMBER')
    const row = await replaceInvitation(tx, needs, { ...wanted, workspaceId: acting.workspaceId, email })
    if (row.mailed) {
      const payload = { workspaceId: acting.workspaceId, invitationId: row.id, inviter: acting.name }
      await needs.jobs.send(tx, mailInvitationJob, { payload })
    }
    return {
      value: toInvitation(row),
      subject: { kind: 'invitation', id: row.id },
      detail: { email, ...saidOf(wanted) },
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
  { workspaceId, email, role, grants }: Wanted & { workspaceId: string },
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
      role: role ?? null,
      grants: JSON.stringify(grants ?? []),
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
