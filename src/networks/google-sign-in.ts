import { z } from 'zod'

import { exchangeCode, tryKeys } from './google-tokens.ts'
import type { ConnectRequest, Outcome, Reason } from './network.ts'
import { appOf, appSchema, type Begun, codeOf, inItsWords, newChallenge, type Returned, sendTo } from './oauth-sign-in.ts'
import type { Tokens } from './oauth-tokens.ts'
import { rejected } from './rejected.ts'

export const scopeBase = 'https://www.googleapis.com/auth/'

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

/** Tries the keys, then sends the person to Google with a challenge that only we can answer. */
export async function sendToGoogle(request: ConnectRequest, { addresses, scopes, more = {} }: Wish): Promise<Begun> {
  const app = await appOf(request, appSchema)
  if (!app.ok) return app
  const { client_id: clientId, client_secret: clientSecret } = app.value
  const { redirectUrl } = request
  const wrong = await tryKeys({ clientId, clientSecret, redirectUrl, token: addresses.token }, request)
  if (wrong) return { ok: false, trouble: wrong }
  const { verifier, question } = newChallenge()
  const query = {
    client_id: clientId,
    redirect_uri: redirectUrl,
    scope: scopes.map((scope) => scopeBase + scope).join(' '),
    access_type: 'offline',
    // Each time: only with it does Google give a refresh token again.
    prompt: 'consent',
    ...question,
  }
  const kept = { verifier, redirectUrl, ...addresses, clientId, clientSecret, ...more }
  return sendTo(`${addresses.accounts}/o/oauth2/v2/auth`, query, kept)
}

/** Takes the person back. `missing` says what is left out of the rights that it needs, which each have a box of their own on Google's page. */
export async function backFromGoogle(
  request: Returned,
  missing: (granted: ReadonlySet<string>) => Reason | undefined,
): Promise<Outcome<Tokens & { readonly refresh_token: string }>> {
  const back = codeOf(request, pendingSchema, inItsWords)
  if (!back.ok) return back
  const { code, kept } = back.value
  const tokens = await exchangeCode({ ...kept, code }, request)
  if (!tokens.ok) return tokens
  const lacking = missing(new Set(tokens.value.scope.split(' ').map((scope) => scope.replace(scopeBase, ''))))
  if (lacking) return rejected(lacking.code, lacking)
  const { refresh_token: refreshToken } = tokens.value
  if (refreshToken === undefined) return rejected('right-missing-offline')
  return { ok: true, value: { ...tokens.value, refresh_token: refreshToken } }
}
