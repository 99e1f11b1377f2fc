import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { Acting } from '../acting.ts'
import type { MySignIn, Passkey } from '../sign-in-contract.ts'
import { ownSession } from './own-session.ts'

/** How the person signs in, read afresh. */
export async function mySignIn(db: Db, acting: Acting): Promise<MySignIn> {
  const { way } = ownSession(acting)
  const row = await db
    .selectFrom('teams.login as login')
    .innerJoin('teams.workspace as workspace', (join) => join.on('workspace.workspace_id', '=', acting.workspaceId))
    .leftJoin('teams.credential as credential', (join) =>
      join.onRef('credential.login_id', '=', 'login.id').on('credential.provider_id', '=', 'credential'),
    )
    .leftJoin('teams.email_change as wanted', (join) =>
      join.onRef('wanted.login_id', '=', 'login.id').on(sql<boolean>`wanted.expires_at > now()`),
    )
    .select(['login.email', 'login.two_factor_enabled as totp', 'workspace.two_factors_required as required'])
    .select(['credential.password', 'wanted.email as newEmail', 'wanted.expires_at as expiresAt'])
    .where('login.id', '=', acting.userId)
    .executeTakeFirstOrThrow()
  return {
    email: row.email,
    changeable: way !== 'sso',
    hasPassword: row.password !== null,
    totp: row.totp,
    passkeys: await passkeysOf(db, acting.userId),
    twoFactorsRequired: row.required,
    ...(row.newEmail !== null && row.expiresAt !== null
      ? { newEmail: { email: row.newEmail, expiresAt: row.expiresAt.toISOString() } }
      : {}),
  }
}

async function passkeysOf(db: Db, loginId: string): Promise<Passkey[]> {
  const rows = await db
    .selectFrom('teams.passkey')
    .selectAll()
    .where('login_id', '=', loginId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name ?? '',
    createdAt: row.created_at.toISOString(),
    ...(row.last_used_at ? { lastUsedAt: row.last_used_at.toISOString() } : {}),
  }))
}
