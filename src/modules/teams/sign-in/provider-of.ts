import { z } from 'zod'

import type { Db } from '#kit/database'

import type { Role } from '../contract.ts'
import type { TeamsNeeds } from '../needs.ts'
import type { Provider } from './oidc.ts'

export interface WorkspaceProvider extends Provider {
  readonly workspaceId: string
  readonly domains: readonly string[]
  readonly letsIn: boolean
  readonly role: Role
}

/** A workspace's identity provider with its secret opened; undefined where there is none. */
export async function providerOf(
  needs: Pick<TeamsNeeds, 'db' | 'vault' | 'publicUrl'>,
  workspaceId: string,
): Promise<WorkspaceProvider | undefined> {
  const row = await needs.db.selectFrom('teams.sso').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirst()
  if (!row) return undefined
  return {
    workspaceId,
    issuer: row.issuer,
    clientId: row.client_id,
    clientSecret: z.string().parse(needs.vault.open(row.client_secret, sealedFor(workspaceId))),
    redirectUri: redirectUriOf(needs.publicUrl, workspaceId),
    domains: row.domains,
    letsIn: row.lets_in,
    role: row.role,
  }
}

/** Each workspace has an address of its own to come back to: what one provider answers can never be taken for another's. */
export function redirectUriOf(publicUrl: string, workspaceId: string): string {
  return `${publicUrl}/api/auth/sso/callback/${workspaceId}`
}

export function sealedFor(workspaceId: string): string {
  return `sso/${workspaceId}`
}

/**
 * Whose provider signs this address in: the one of a workspace they belong to, else the first that takes their domain. Without an address
 * the only one there is.
 */
export async function workspaceFor(db: Db, email: string | undefined): Promise<string | undefined> {
  const all = db.selectFrom('teams.sso as sso').select(['sso.workspace_id', 'sso.domains']).orderBy('sso.updated_at')
  if (email === undefined) {
    const [only, ...others] = await all.limit(2).execute()
    return others.length === 0 ? only?.workspace_id : undefined
  }
  const address = email.toLowerCase()
  const rows = await all
    .leftJoin('teams.login as login', (join) => join.on('login.email', '=', address))
    .leftJoin('teams.member as member', (join) =>
      join.onRef('member.login_id', '=', 'login.id').onRef('member.workspace_id', '=', 'sso.workspace_id'),
    )
    .select('member.id as memberId')
    .execute()
  const fitting = rows.filter(({ domains }) => domains.includes(domainOf(address)))
  return (fitting.find(({ memberId }) => memberId !== null) ?? fitting[0])?.workspace_id
}

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase()
}
