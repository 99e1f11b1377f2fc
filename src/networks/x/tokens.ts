import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome, Reason, Secret } from '../network.ts'
import { aboutGrant, asSecret, type Denial, type Tokens, tokensSchema } from '../oauth-tokens.ts'
import { rejected } from '../rejected.ts'
import { ask, type Call } from './api.ts'
import { secretSchema, settingsSchema } from './session.ts'

/** The keys of the app registered with X; a public app has no secret. */
export interface App {
  readonly clientId: string
  readonly clientSecret?: string
}

const answer = tokensSchema(2 * 60 * 60)

type Code = App & { readonly api: string; readonly redirectUrl: string; readonly code: string; readonly verifier: string }

/** Within 30 seconds, or X has forgotten the code. */
export async function exchangeCode(begun: Code, environment: NetworkEnvironment): Promise<Outcome<Tokens>> {
  const form = { grant_type: 'authorization_code', code: begun.code, redirect_uri: begun.redirectUrl, code_verifier: begun.verifier }
  const exchanged = await ask({ ...asApp(begun, '/2/oauth2/token', form), api: begun.api, answer }, environment)
  if (exchanged.ok || exchanged.trouble.kind === 'unavailable' || exchanged.trouble.kind === 'slow-down') return exchanged
  const { reason } = exchanged.trouble
  return rejected(isAboutApp(reason) ? 'app-keys-wrong' : 'sign-in-too-old', reason)
}

/** New tokens for old. The old refresh token is dead from then on, so what comes back must be kept before anything else happens. */
export async function refresh(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Secret>> {
  const secret = secretSchema.parse(access.secret)
  const { api } = settingsSchema.parse(access.settings)
  const form = { grant_type: 'refresh_token', refresh_token: secret.refreshToken }
  const renewed = await ask({ ...asApp(secret, '/2/oauth2/token', form), api, answer }, environment)
  if (!renewed.ok) return { ok: false, trouble: aboutGrant(renewed.trouble, gone) }
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
  return revoked.ok ? { ok: true, value: undefined } : { ok: false, trouble: aboutGrant(revoked.trouble, gone) }
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

function gone({ reason }: Denial): string | undefined {
  if (isAboutApp(reason)) return 'app-keys-wrong'
  return /invalid_grant|token was invalid/i.test(reason.detail ?? '') ? 'signed-out' : undefined
}

function isAboutApp({ detail = '' }: Reason): boolean {
  return /invalid_client|unauthorized_client/i.test(detail)
}
