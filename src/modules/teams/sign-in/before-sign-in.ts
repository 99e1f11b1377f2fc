import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'
import { z } from 'zod'

import { Refusal } from '#kit/errors'

import { teamsRefusals } from '../contract.ts'
import { isRefusedPassword } from '../is-refused-password.ts'
import type { SignInNeeds } from '../needs.ts'
import { signInRefusals } from '../sign-in-contract.ts'
import { countTry } from '../wrong-tries.ts'
import { deviceCookie, deviceIn, guardGuessing } from './guard-guessing.ts'

/** What changes how a person signs in, or shows its secrets: asked in a session of their own. */
const ownWays = new Set([
  '/change-password',
  '/two-factor/enable',
  '/two-factor/generate-backup-codes',
  '/passkey/generate-register-options',
  '/passkey/verify-registration',
])

/** Before the sign-in service does anything: guessers are slowed down, weak passwords refused, and a workspace's provider is kept to its workspace. */
export function beforeSignIn(needs: SignInNeeds) {
  return createAuthMiddleware(async (context) => {
    const { path } = context
    const body = Body.parse(context.body ?? {})
    if (body.newPassword !== undefined && (await isRefusedPassword(body.newPassword)))
      throw asApiError('BAD_REQUEST', 'WEAK_PASSWORD', teamsRefusals)
    // Remembering a browser for thirty days would let a stolen one in by the password alone.
    if (body.trustDevice) throw new APIError('BAD_REQUEST', { code: 'NO_TRUSTED_DEVICES', message: 'Browsers are not trusted here.' })
    if (path === '/sign-in/email' && body.email !== undefined) {
      const cookie = await context.getSignedCookie(context.context.createAuthCookie(deviceCookie).name, context.context.secret)
      await asAnswer(guardGuessing(needs.db, { email: body.email, ip: ipOf(context.headers), device: deviceIn(cookie, body.email) }))
    }
    const session = ownWays.has(path) || path === '/two-factor/verify-totp' ? await getSessionFromCtx(context) : null
    if (session && 'way' in session.session && session.session.way === 'sso') throw asApiError('FORBIDDEN', 'NOT_BY_SSO', signInRefusals)
    // Counted by session: whoever stole one cannot keep its owner from typing their password elsewhere.
    if (session && (body.password !== undefined || body.currentPassword !== undefined))
      await asAnswer(countTry(needs.db, `password:${session.session.id}`))
  })
}

const Text = z.string().optional().catch(undefined)
const Body = z.object({
  email: Text,
  password: Text,
  currentPassword: Text,
  newPassword: Text,
  trustDevice: z.boolean().optional().catch(undefined),
})

export function ipOf(headers: Headers | undefined): string {
  return headers?.get('x-hearth-ip') ?? ''
}

async function asAnswer(work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    throw new APIError('TOO_MANY_REQUESTS', { code: error.code, message: error.message })
  })
}

function asApiError<Kinds extends Readonly<Record<string, { message: string }>>>(
  status: 'BAD_REQUEST' | 'FORBIDDEN',
  code: keyof Kinds & string,
  kinds: Kinds,
): APIError {
  return new APIError(status, { code, message: kinds[code]?.message ?? code })
}
