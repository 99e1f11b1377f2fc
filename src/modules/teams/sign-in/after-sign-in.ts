import { randomBytes } from 'node:crypto'

import { APIError, createAuthMiddleware } from 'better-auth/api'
import { sql } from 'kysely'
import { z } from 'zod'

import type { Tx } from '#kit/database'

import type { SignInNeeds } from '../needs.ts'
import { auditOwn } from './audit-own.ts'
import { ipOf } from './before-sign-in.ts'
import { deviceCookie, deviceIn, deviceMark, deviceSeconds, passwordWasRight } from './guard-guessing.ts'
import { forgetWhatPasswordGuarded } from './password-changed.ts'
import { tellOfChange } from './tell-of-change.ts'

/** After the sign-in service did something: the audit log, the letter to the person, and what must not go on as before. */
export function afterSignIn(needs: SignInNeeds) {
  return createAuthMiddleware(async (context) => {
    const { path, context: done } = context
    if (done.returned instanceof Error) return
    const fresh = done.newSession
    const known = fresh?.user.id ?? done.session?.user.id
    const body = Body.parse(context.body ?? {})
    if (path === '/sign-in/email' && fresh) await rememberBrowser(fresh.user.email)
    if (path === '/two-factor/verify-totp' && fresh && !done.session) await useOnce(fresh.user.id, fresh.session.token, body.code)
    if (path === '/passkey/verify-authentication' && fresh)
      await needs.db
        .updateTable('teams.passkey')
        .set({ last_used_at: sql`now()` })
        .where('login_id', '=', fresh.user.id)
        .where('credential_id', '=', body.response?.id ?? '')
        .execute()
    const change = known === undefined ? undefined : changeOf(path, { inSession: done.session !== null, isFresh: fresh !== null })
    if (known === undefined || change === undefined) return
    await needs.db.transaction().execute(async (tx) => {
      if (change === 'totp-on' && fresh) await endOthers(tx, fresh.user.id, fresh.session.token)
      if (change === 'password') await forgetWhatPasswordGuarded(tx, known)
      if (!writtenByTheDatabase.has(change)) await auditOwn(tx, { loginId: known, action: actions[change] })
      await tellOfChange(needs, tx, { loginId: known, change })
    })

    /** From now on nothing that others try keeps this browser out. The second factor may still be to come; then it is asked of the next sign-in. */
    async function rememberBrowser(email: string): Promise<void> {
      const cookie = done.createAuthCookie(deviceCookie, { maxAge: deviceSeconds })
      const device = deviceIn(await context.getSignedCookie(cookie.name, done.secret), email)
      await passwordWasRight(needs.db, { email, ip: ipOf(context.headers), device })
      if (fresh && 'twoFactorEnabled' in fresh.user && fresh.user.twoFactorEnabled === true) return
      const mark = device ?? randomBytes(16).toString('base64url')
      await context.setSignedCookie(cookie.name, deviceMark(email, mark), done.secret, cookie.attributes)
    }

    /** A code counts once (RFC 6238 §5.2), also for somebody who looked over a shoulder. */
    async function useOnce(loginId: string, token: string, code: string | undefined): Promise<void> {
      const first = await needs.db
        .insertInto('teams.verification')
        .values({ identifier: `code-${loginId}-${code}`, value: 'used', expires_at: sql<Date>`now() + interval '2 minutes'` })
        .onConflict((conflict) =>
          conflict
            .column('identifier')
            .doUpdateSet({ expires_at: sql<Date>`now() + interval '2 minutes'` })
            .where(sql<boolean>`verification.expires_at < now()`),
        )
        .executeTakeFirst()
      if (first.numInsertedOrUpdatedRows === 1n) return rememberBrowser(fresh?.user.email ?? '')
      await needs.db.deleteFrom('teams.session').where('token', '=', token).execute()
      throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE', message: 'This code was used. Wait for the next one.' })
    }
  })
}

const Body = z.object({
  code: z.string().optional().catch(undefined),
  response: z.object({ id: z.string().optional() }).optional().catch(undefined),
})

type Change = 'password' | 'totp-on' | 'recovery-codes' | 'recovery-code-used' | 'passkey-added'

const actions: Readonly<Record<Change, string>> = {
  password: 'teams.changePassword',
  'totp-on': 'signIn.turnOnTotp',
  'recovery-codes': 'signIn.makeRecoveryCodes',
  'recovery-code-used': 'signIn.useRecoveryCode',
  'passkey-added': 'signIn.addPasskey',
}

/** Triggers write these with the row itself. */
const writtenByTheDatabase = new Set<Change>(['totp-on', 'passkey-added'])

function changeOf(path: string, { inSession, isFresh }: { inSession: boolean; isFresh: boolean }): Change | undefined {
  if (path === '/change-password') return 'password'
  if (path === '/two-factor/generate-backup-codes') return 'recovery-codes'
  if (path === '/passkey/verify-registration') return 'passkey-added'
  if (path === '/two-factor/verify-totp' && inSession && isFresh) return 'totp-on'
  return path === '/two-factor/verify-backup-code' && isFresh ? 'recovery-code-used' : undefined
}

/** Whoever came in by the password alone elsewhere comes in again by both. */
async function endOthers(tx: Tx, loginId: string, token: string): Promise<void> {
  await tx.deleteFrom('teams.session').where('login_id', '=', loginId).where('token', '<>', token).where('way', '<>', 'sso').execute()
}
