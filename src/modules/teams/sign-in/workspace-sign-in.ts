import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { TeamsNeeds } from '../needs.ts'
import type { WorkspaceSignIn } from '../sign-in-contract.ts'
import { hasSecondFactor } from './has-second-factor.ts'
import { redirectUriOf } from './provider-of.ts'

/** How people sign in to the workspace. The provider's secret stays where it is. */
export async function workspaceSignIn(
  { db, publicUrl }: Pick<TeamsNeeds, 'db' | 'publicUrl'>,
  workspaceId: string,
): Promise<WorkspaceSignIn> {
  const row = await db
    .selectFrom('teams.workspace as workspace')
    .leftJoin('teams.sso as sso', 'sso.workspace_id', 'workspace.workspace_id')
    .select(['workspace.two_factors_required as required', 'sso.issuer', 'sso.client_id', 'sso.domains', 'sso.lets_in', 'sso.role'])
    .where('workspace.workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const { issuer, client_id: clientId, domains, lets_in: letsIn, role } = row
  const isSet = issuer !== null && clientId !== null && domains !== null && letsIn !== null && role !== null
  return {
    twoFactorsRequired: row.required,
    without: await membersWithout(db, workspaceId),
    redirectUri: redirectUriOf(publicUrl, workspaceId),
    ...(isSet ? { sso: { issuer, clientId, domains, letsIn, role } } : {}),
  }
}

/** Names of those who have nothing but a password. */
async function membersWithout(db: Db, workspaceId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('teams.member as member')
    .innerJoin('teams.login as login', 'login.id', 'member.login_id')
    .select('login.name')
    .where('member.workspace_id', '=', workspaceId)
    .where(sql<boolean>`not ${hasSecondFactor}`)
    .orderBy('login.name')
    .execute()
  return rows.map(({ name }) => name)
}
