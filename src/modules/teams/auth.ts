import type { Auth } from 'better-auth'

import type { Acting } from './acting.ts'
import { auditPassword } from './audit-password.ts'
import { authOptions } from './auth-options.ts'
import { teamsRefusals } from './contract.ts'
import type { SignInNeeds } from './needs.ts'
import { isWeakPassword } from './password-rules.ts'
import { resolveActing } from './resolve-acting.ts'
import { signInSecret } from './secrets.ts'

export interface SignIn {
  /** Answers `/api/auth/*`. The caller sets the header `x-hearth-ip`, whatever the request brought under that name. */
  handler(request: Request): Promise<Response>
  /** Who sent these headers: the session's cookie or an API key, as a member of the workspace that `hearth-workspace` names or else the first. */
  resolveActing(headers: Headers): Promise<Acting | undefined>
}

/** Sign-in by better-auth, which is loaded at the first request to it: a server whose people are signed in never needs it in memory. */
export function createAuth(needs: SignInNeeds): SignIn {
  const secret = signInSecret(needs.secretKey)
  const secure = needs.publicUrl.startsWith('https:')
  const cookieName = `${secure ? '__Secure-' : ''}${cookiePrefix}.session_token`
  let auth: Promise<Pick<Auth, 'handler'>> | undefined
  return {
    handler: async (request) => {
      const path = new URL(request.url).pathname.slice('/api/auth'.length)
      if (!open.has(path)) return Response.json({ code: 'NO_SUCH_ENDPOINT', message: 'There is no such way to sign in.' }, { status: 404 })
      auth ??= loadAuth(needs, secret)
      return (await auth).handler(request)
    },
    resolveActing: (headers) => resolveActing(needs.db, { headers, secret, cookieName }),
  }
}

const cookiePrefix = 'hearth'

/** All that is reachable of better-auth: everything else would change people past our permissions and our audit log. */
const open = new Set(['/sign-in/email', '/sign-out', '/get-session', '/request-password-reset', '/reset-password', '/change-password'])

async function loadAuth(needs: SignInNeeds, secret: string): Promise<Pick<Auth, 'handler'>> {
  const [{ betterAuth }, { createAuthMiddleware, APIError }] = await Promise.all([import('better-auth'), import('better-auth/api')])
  return betterAuth({
    ...authOptions(needs, { secret, cookiePrefix }),
    hooks: {
      before: createAuthMiddleware(async (context) => {
        const wanted: unknown = context.body?.newPassword
        if (typeof wanted === 'string' && isWeakPassword(wanted)) {
          throw new APIError('BAD_REQUEST', { code: 'WEAK_PASSWORD', message: teamsRefusals.WEAK_PASSWORD.message })
        }
      }),
      after: createAuthMiddleware(async ({ path, context }) => {
        const changed = path === '/change-password' && !(context.returned instanceof Error)
        if (changed && context.session) await auditPassword(needs.db, { loginId: context.session.user.id, action: 'teams.changePassword' })
      }),
    },
  })
}
