import { openInvitations, toInvitation, withLink } from './invitations.ts'
import { invitationLetter } from './letters.ts'
import type { TeamsNeeds } from './needs.ts'

export type MailInvitationNeeds = Pick<TeamsNeeds, 'db' | 'clock' | 'secretKey' | 'publicUrl' | 'mail'>

interface Asked {
  readonly workspaceId: string
  readonly invitationId: string
  readonly inviter: string
}

/** Sends the invitation as long as it is open. A repeated run sends it again rather than not at all. */
export async function mailInvitation(needs: MailInvitationNeeds, asked: Asked): Promise<void> {
  const { db, clock, mail } = needs
  const row = await openInvitations(db, clock.now())
    .where('workspace_id', '=', asked.workspaceId)
    .where('id', '=', asked.invitationId)
    .executeTakeFirst()
  if (!row || !mail.enabled) return
  const { link } = withLink(needs, toInvitation(row), row.token_hash)
  if (!link) return
  const workspace = await db
    .selectFrom('teams.workspace')
    .select(['name', 'language'])
    .where('workspace_id', '=', asked.workspaceId)
    .executeTakeFirstOrThrow()
  const letter = invitationLetter(workspace.language, { inviter: asked.inviter, workspace: workspace.name, role: row.role, url: link })
  await mail.send({ to: row.email, ...letter })
}
