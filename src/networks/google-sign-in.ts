import { createHash, randomBytes } from 'node:crypto'

import { z } from 'zod'

import { exchangeCode, type Tokens, tryKeys } from './google-tokens.ts'
import type { Connecting, ConnectRequest, Outcome, Reason, Trouble } from './network.ts'

export const scopeBase = 'https://www.googleapis.com/auth/'

const appSchema = z.object({ client_id: z.string().trim().min(1), client_secret: z.string().trim().min(1) })

/** What is kept while the person is at Google. */
export const pendingSchema = z.object({
  state: z.string(),
  verifier: z.string(),
  redirectUrl: z.string(),
  /** Of Google's tokens. */
  token: z.string(),
  /** Of Google's sign-in. */
  accounts: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
})
type Pending = z.infer<typeof pendingSchema>

/** What is asked for, by the last piece of each scope's name, and what else is kept until the person comes back. */
interface Wish {
  readonly addresses: Pick<Pending, 'token' | 'accounts'> & Readonly<Record<string, string>>
  readonly scopes: readonly string[]
  readonly more?: Readonly<Record<string, boolean>>
}

/** Tries the keys, then sends the person to Google with a challenge (PKCE) that only we can answer. */
export async function sendToGoogle(
  request: ConnectRequest,
  { addresses, scopes, more = {} }: Wish,
): Promise<Awaited<ReturnType<Connecting['begin']>>> {
  const app = appSchema.safeParse(await request.apps.find('')).data
  if (!app) return rejected({ code: 'app-missing' })
  const pending = {
    state: randomBytes(24).toString('base64url'),
    verifier: randomBytes(48).toString('base64url'),
    redirectUrl: request.redirectUrl,
    ...addresses,
    clientId: app.client_id,
    clientSecret: app.client_secret,
    ...more,
  }
  const wrong = await tryKeys(pending, request)
  if (wrong) return { ok: false, trouble: wrong }
  return { ok: true, value: { redirect: authorizeUrl(pending, scopes), state: pending.state, pending } }
}

/** `consent` each time: only with it does Google give a refresh token again. */
function authorizeUrl({ accounts, clientId, redirectUrl, state, verifier }: Pending, scopes: readonly string[]): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUrl,
    scope: scopes.map((scope) => scopeBase + scope).join(' '),
    state,
    access_type: 'offline',
    prompt: 'consent',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  return `${accounts}/o/oauth2/v2/auth?${query.toString().replaceAll('+', '%20')}`
}

/** Takes the person back. `missing` says what is left out of the rights that it needs, which each have a box of their own on Google's page. */
export async function backFromGoogle(
  request: Parameters<Connecting['finish']>[0],
  missing: (granted: ReadonlySet<string>) => Reason | undefined,
): Promise<Outcome<Tokens & { readonly refresh_token: string }>> {
  const { parameters } = request
  const begun = pendingSchema.safeParse(request.pending).data
  if (!begun || parameters['state'] !== begun.state) return rejected({ code: 'sign-in-mixed-up' })
  const { error, code } = parameters
  if (error !== undefined)
    return rejected({ code: error === 'access_denied' ? 'sign-in-denied' : 'sign-in-refused', detail: error.slice(0, 100) })
  if (code === undefined) return rejected({ code: 'sign-in-mixed-up' })
  const tokens = await exchangeCode({ ...begun, code }, request)
  if (!tokens.ok) return tokens
  const lacking = missing(new Set(tokens.value.scope.split(' ').map((scope) => scope.replace(scopeBase, ''))))
  if (lacking) return rejected(lacking)
  const { refresh_token: refreshToken } = tokens.value
  if (refreshToken === undefined) return rejected({ code: 'right-missing-offline' })
  return { ok: true, value: { ...tokens.value, refresh_token: refreshToken } }
}

export function rejected(reason: Reason): { readonly ok: false; readonly trouble: Trouble } {
  return { ok: false, trouble: { kind: 'rejected', reason } }
}
