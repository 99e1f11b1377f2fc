import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'

import { type Grant, type Role, teamsRefusals } from './contract.ts'
import { offeredBy, openInvitations } from './invitations.ts'
import type { TeamsNeeds } from './needs.ts'
import { hashOfSecret } from './secrets.ts'

/** What the person who holds the link is offered. The link is the proof: nobody is signed in here. */
export async function invitation(
  { db, clock }: Pick<TeamsNeeds, 'db' | 'clock'>,
  { token }: { token: string },
): Promise<{ workspaceName: string; email: string; role?: Role | undefined; grants: Grant[]; hasLogin: boolean }> {
  const row = await openInvitations(db, clock.now()).where('token_hash', '=', hashOfSecret(token)).executeTakeFirst()
  if (!row) throw refuse(teamsRefusals, 'INVITATION_OVER')
  const workspace = await db
    .selectFrom('teams.workspace')
    .select('name')
    .where('workspace_id', '=', row.workspace_id)
    .executeTakeFirstOrThrow()
  return { workspaceName: workspace.name, email: row.email, ...offeredBy(row), hasLogin: (await loginByEmail(db, row.email)) !== undefined }
}

export async function loginByEmail(db: Db, email: string) {
  return db
    .selectFrom('teams.login as login')
    .leftJoin('teams.credential as credential', (join) =>
      join.onRef('credential.login_id', '=', 'login.id').on('credential.provider_id', '=', 'credential'),
    )
    .select(['login.id', 'login.name', 'login.language', 'credential.password'])
    .where('login.email', '=', email.toLowerCase())
    .executeTakeFirst()
}
