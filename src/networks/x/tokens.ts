import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome, Secret, Trouble } from '../network.ts'
import { ask, type Call } from './api.ts'
import { secretSchema, settingsSchema, type XSecret } from './session.ts'

/** The keys of the app registered with X; a public app has no secret. */
export interface App {
  readonly clientId: string
  readonly clientSecret?: string
}

const tokensSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().optional(),
  scope: z.string().default(''),
})
export type Tokens = z.infer<typeof tokensSchema>

type Code = App & { readonly api: string; readonly redirectUrl: string; readonly code: string; readonly verifier: string }

/** Within 30 seconds, or X has forgotten the code. */
export async function exchangeCode(begun: Code, environment: NetworkEnvironment): Promise<Outcome<Tokens>> {
  const form = { grant_type: 'authorization_code', code: begun.code, redirect_uri: begun.redirectUrl, code_verifier: begun.verifier }
  const exchanged = await ask({ ...asApp(begun, '/2/oauth2/token', form), api: begun.api, answer: tokensSchema }, environment)
  if (exchanged.ok || exchanged.trouble.kind === 'unavailable' || exchanged.trouble.kind === 'slow-down') return exchanged
  const code = isAboutApp(exchanged.trouble) ? 'app-keys-wrong' : 'sign-in-too-old'
  return { ok: false, trouble: { kind: 'rejected', reason: { ...exchanged.trouble.reason, code } } }
}

/** New tokens for old. The old refresh token is dead from then on, so what comes back must be kept before anything else happens. */
export async function refresh(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Secret>> {
  const secret = secretSchema.parse(access.secret)
  const { api } = settingsSchema.parse(access.settings)
  const form = { grant_type: 'refresh_token', refresh_token: secret.refreshToken }
  const renewed = await ask({ ...asApp(secret, '/2/oauth2/token', form), api, answer: tokensSchema }, environment)
  if (!renewed.ok) return { ok: false, trouble: aboutGrant(renewed.trouble) }
  return {
    ok: true,
    value: asSecret(secret, { ...renewed.value, refresh_token: renewed.value.refresh_token ?? secret.refreshToken }, environment.now()),
  }
}

export async function revoke(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const secret = secretSchema.parse(access.secret)
  const { api } = settingsSchema.parse(access.settings)
  const form = { token: secret.refreshToken, token_type_hint: 'refresh_token' }
  const revoked = await ask({ ...asApp(secret, '/2/oauth2/revoke', form), api, answer: z.unknown() }, environment)
  return revoked.ok ? { ok: true, value: undefined } : { ok: false, trouble: aboutGrant(revoked.trouble) }
}

/** A confidential app proves itself with id and secret, a public one only names itself. */
function asApp(
  { clientId, clientSecret }: App,
  path: string,
  form: Readonly<Record<string, string>>,
): Pick<Call<unknown>, 'method' | 'path' | 'send' | 'authorization'> {
  if (clientSecret === undefined) return { method: 'POST', path, send: { form: new URLSearchParams({ ...form, client_id: clientId }) } }
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
  return { method: 'POST', path, send: { form: new URLSearchParams(form) }, authorization }
}

const usualSeconds = 2 * 60 * 60

export function asSecret(
  { clientId, clientSecret }: App,
  tokens: Tokens & { readonly refresh_token: string },
  now: Temporal.Instant,
): Secret {
  const value: XSecret = {
    clientId,
    ...(clientSecret === undefined ? {} : { clientSecret }),
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
  }
  return { value, expiresAt: now.add({ seconds: Math.floor(tokens.expires_in ?? usualSeconds) }) }
}

/** Only X's own word that the grant is gone, or that it no longer knows the app, asks for connecting again; anything else may pass. */
function aboutGrant(trouble: Trouble): Trouble {
  if (trouble.kind !== 'rejected' && trouble.kind !== 'signed-out') return trouble
  const { reason } = trouble
  if (isAboutApp(trouble)) return { kind: 'signed-out', reason: { ...reason, code: 'app-keys-wrong' } }
  if (/invalid_grant|token was invalid/i.test(reason.detail ?? '')) return { kind: 'signed-out', reason: { ...reason, code: 'signed-out' } }
  return { kind: 'unavailable', reason: { ...reason, code: 'server-trouble' } }
}

function isAboutApp({ reason }: Trouble): boolean {
  return /invalid_client|unauthorized_client/i.test(reason.detail ?? '')
}
