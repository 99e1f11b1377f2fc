import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import type { Call } from '../acting.ts'
import { watching } from '../audit/watching.ts'
import { change } from '../change.ts'
import type { Role } from '../contract.ts'
import type { TeamsNeeds } from '../needs.ts'
import { signInRefusals, type WorkspaceSignIn } from '../sign-in-contract.ts'
import { endSsoSessions } from './end-sessions.ts'
import { discover } from './oidc.ts'
import { ownSession } from './own-session.ts'
import { sealedFor } from './provider-of.ts'
import { workspaceSignIn } from './workspace-sign-in.ts'

interface Wanted {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: string | undefined
  readonly domains: readonly string[]
  readonly letsIn: boolean
  readonly role: Role
}

type Setting = Pick<TeamsNeeds, 'db' | 'publicUrl' | 'vault' | 'fetch'>

/** Signs people in by this provider from now on, once it has answered as OpenID Connect Discovery 1.0 says. */
export async function setSso(needs: Setting, call: Call, wanted: Wanted): Promise<WorkspaceSignIn> {
  const { workspaceId } = call.acting
  ownSession(call.acting)
  await discover(wanted, needs.fetch(workspaceId)).catch((cause: unknown) => {
    throw Object.assign(refuse(signInRefusals, 'SSO_UNREACHABLE'), { cause })
  })
  // Its input holds a secret; only what the audit log may show is kept of it.
  return change(needs.db, watching({ ...call, input: undefined }, ssoSeen(workspaceId)), async (tx) => {
    await keep(tx, needs, { ...wanted, workspaceId })
    return {
      value: await workspaceSignIn({ ...needs, db: tx }, workspaceId),
      subject: { kind: 'workspace', id: workspaceId },
      topics: ['members'],
    }
  })
}

/** What the audit log shows of it. */
export function ssoSeen(workspaceId: string) {
  return { table: 'teams.sso', workspaceId, columns: ['issuer', 'client_id', 'domains', 'lets_in', 'role'] } as const
}

async function keep(tx: Tx, { vault }: Setting, { workspaceId, ...wanted }: Wanted & { workspaceId: string }): Promise<void> {
  const present = await tx
    .selectFrom('teams.sso')
    .select(['client_secret', 'issuer'])
    .where('workspace_id', '=', workspaceId)
    .forUpdate()
    .executeTakeFirst()
  // A secret that was given for one provider is never sent to another.
  const kept = present?.issuer === wanted.issuer ? present.client_secret : undefined
  const secret = wanted.clientSecret === undefined ? kept : vault.seal(wanted.clientSecret, sealedFor(workspaceId))
  if (secret === undefined) throw refuse(signInRefusals, 'SSO_SECRET_MISSING')
  const row = {
    issuer: wanted.issuer,
    client_id: wanted.clientId,
    client_secret: secret,
    domains: [...new Set(wanted.domains)],
    lets_in: wanted.letsIn,
    role: wanted.role,
    updated_at: new Date(),
  }
  await tx
    .insertInto('teams.sso')
    .values({ workspace_id: workspaceId, ...row })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(row))
    .execute()
  if (present && present.issuer !== wanted.issuer) await endSsoSessions(tx, workspaceId)
}
