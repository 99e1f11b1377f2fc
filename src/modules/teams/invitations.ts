import type { Selectable } from 'kysely'

import type { Db } from '#kit/database'

import { Grant, type Invitation } from './contract.ts'
import type { TeamsNeeds } from './needs.ts'
import { derivedSecret, hashOfSecret } from './secrets.ts'
import type { InvitationTable } from './tables.ts'

/** Open invitations, newest first, each with its link to hand over again. */
export async function invitations(
  needs: Pick<TeamsNeeds, 'db' | 'clock' | 'secretKey' | 'publicUrl'>,
  workspaceId: string,
): Promise<Invitation[]> {
  const rows = await openInvitations(needs.db, needs.clock.now())
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => withLink(needs, toInvitation(row), row.token_hash))
}

export function openInvitations(db: Db, now: Temporal.Instant) {
  return db
    .selectFrom('teams.invitation')
    .selectAll()
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', new Date(now.epochMilliseconds))
}

export function toInvitation(row: Selectable<InvitationTable>): Invitation {
  const { id, email, mailed } = row
  return { id, email, ...offeredBy(row), expiresAt: row.expires_at.toISOString(), mailed }
}

/** The role everywhere, and the roles for brands and accounts, that an invitation offers. */
export function offeredBy({ role, grants }: Pick<Selectable<InvitationTable>, 'role' | 'grants'>): Pick<Invitation, 'role' | 'grants'> {
  return { ...(role ? { role } : {}), grants: Grant.array().parse(grants) }
}

/** Adds the link, unless the secret key was changed since: then the link once handed out still works but cannot be shown again. */
export function withLink(
  { secretKey, publicUrl }: Pick<TeamsNeeds, 'secretKey' | 'publicUrl'>,
  invitation: Invitation,
  tokenHash?: string,
): Invitation {
  const token = derivedSecret(secretKey, 'invitation', invitation.id)
  if (tokenHash !== undefined && tokenHash !== hashOfSecret(token)) return invitation
  return { ...invitation, link: `${publicUrl}/invitation/${token}` }
}
