import { createHash } from 'node:crypto'

import type { Acting } from './acting.ts'
import type { SignInNeeds } from './needs.ts'
import { type Caller, resolveCaller } from './resolve-caller.ts'
import { signInSecret } from './secrets.ts'

export interface SignIn {
  /** Answers `/api/auth/*`. The caller sets the header `x-hearth-ip`, whatever the request brought under that name. */
  handler(request: Request): Promise<Response>
  /** Who sent these headers: the session's cookie or an API key, as a member of the workspace that `hearth-workspace` names or else the first. */
  resolveActing(headers: Headers): Promise<Acting | undefined>
  /** As `resolveActing`, and why somebody who is known may not act. */
  resolveCaller(headers: Headers): Promise<Caller>
}

/** Sign-in by better-auth, which is loaded at the first request to it: a server whose people are signed in never needs it in memory. */
export function createAuth(needs: SignInNeeds): SignIn {
  const secret = signInSecret(needs.secretKey)
  const secure = needs.publicUrl.startsWith('https:')
  const cookieName = `${secure ? '__Secure-' : ''}${cookiePrefix}.session_token`
  const caller = (headers: Headers) => resolveCaller(needs.db, { headers, secret, cookieName })
  let library: Promise<Pick<SignIn, 'handler'>> | undefined
  return {
    handler: async (request) => {
      const path = new URL(request.url).pathname.slice('/api/auth'.length)
      if (!isOpen(path)) return Response.json({ code: 'NO_SUCH_ENDPOINT', message: 'There is no such way to sign in.' }, { status: 404 })
      library ??= loadLibrary(needs)
      return (await library).handler(request)
    },
    resolveActing: async (headers) => (await caller(headers)).acting,
    resolveCaller: caller,
  }
}

const cookiePrefix = 'hearth'

/** All that is reachable of better-auth: everything else would change people past our permissions and our audit log. */
const open = new Set([
  '/sign-in/email',
  '/sign-out',
  '/get-session',
  '/request-password-reset',
  '/reset-password',
  '/change-password',
  '/two-factor/enable',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/two-factor/generate-backup-codes',
  '/passkey/generate-register-options',
  '/passkey/verify-registration',
  '/passkey/generate-authenticate-options',
  '/passkey/verify-authentication',
  '/sso/start',
])

function isOpen(path: string): boolean {
  return open.has(path) || /^\/sso\/callback\/[\w-]+$/.test(path)
}

async function loadLibrary(needs: SignInNeeds): Promise<Pick<SignIn, 'handler'>> {
  const { openLibrary } = await import('./sign-in/open-library.ts')
  const [current, ...old] = [needs.secretKey, ...(needs.oldSecretKeys ?? [])].map(secretOf)
  if (!current) throw new Error('There is no secret key.')
  return openLibrary(needs, { secrets: [current, ...old], cookiePrefix })
}

/** The version follows from the secret, so that a key keeps its own however many come after it. */
function secretOf(key: Uint8Array): { version: number; value: string } {
  const value = signInSecret(key)
  return { version: createHash('sha256').update(`version ${value}`).digest().readUInt32BE() >>> 1, value }
}
