import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { TeamsNeeds } from '../needs.ts'
import type { WorkspaceSignIn } from '../sign-in-contract.ts'
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

/** Names of those who have neither an app for codes nor a passkey and did not come by the workspace's provider. */
async function membersWithout(db: Db, workspaceId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('teams.member as member')
    .innerJoin('teams.login as login', 'login.id', 'member.login_id')
    .select('login.name')
    .where('member.workspace_id', '=', workspaceId)
    .where('login.two_factor_enabled', '=', false)
    .where(sql<boolean>`not exists (select from teams.passkey where passkey.login_id = login.id)`)
    .where(
      sql<boolean>`not exists (select from teams.sso_person where sso_person.login_id = login.id and sso_person.workspace_id = member.workspace_id)`,
    )
    .orderBy('login.name')
    .execute()
  return rows.map(({ name }) => name)
}
