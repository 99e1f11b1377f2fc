import { z } from 'zod'

import { googleCalls } from './google-call.ts'
import { fromGoogleTokens } from './google-failures.ts'
import type { AccountAccess, NetworkEnvironment, Outcome, Secret, Trouble } from './network.ts'
import { aboutGrant, type App, asSecret, type Denial, secretSchema, type Tokens, tokensSchema } from './oauth-tokens.ts'
import { rejected } from './rejected.ts'

const { ask } = googleCalls(fromGoogleTokens)

/** Of an account's settings: where Google's tokens are. */
const settingsSchema = z.object({ token: z.string() })

const answer = tokensSchema(60 * 60)

type Code = App & { readonly token: string; readonly redirectUrl: string; readonly code: string; readonly verifier: string }

export async function exchangeCode(begun: Code, environment: NetworkEnvironment): Promise<Outcome<Tokens>> {
  const form = { grant_type: 'authorization_code', code: begun.code, redirect_uri: begun.redirectUrl, code_verifier: begun.verifier }
  const exchanged = await askTokens(begun, form, environment)
  if (exchanged.ok || exchanged.trouble.kind !== 'rejected') return exchanged
  const { reason } = exchanged.trouble
  return rejected(reason.code === 'app-keys-wrong' ? reason.code : 'sign-in-too-old', reason)
}

/**
 * Are these the keys of an app? Google looks at them before it looks at anything else, so a code that was never given is refused in
 * another way with right keys than with wrong ones. Answers with trouble only where they are surely wrong.
 */
export async function tryKeys(
  app: App & { readonly token: string; readonly redirectUrl: string },
  environment: NetworkEnvironment,
): Promise<Trouble | undefined> {
  const form = { grant_type: 'authorization_code', code: 'no-code', redirect_uri: app.redirectUrl }
  const tried = await askTokens(app, form, environment)
  return !tried.ok && tried.trouble.reason.code === 'app-keys-wrong' ? tried.trouble : undefined
}

/** A new access token. The refresh token stays the same. */
export async function refresh(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Secret>> {
  const secret = secretSchema.parse(access.secret)
  const { token } = settingsSchema.parse(access.settings)
  const form = { grant_type: 'refresh_token', refresh_token: secret.refreshToken }
  const renewed = await askTokens({ ...secret, token }, form, environment)
  if (!renewed.ok) return { ok: false, trouble: aboutGrant(renewed.trouble, gone) }
  return {
    ok: true,
    value: asSecret(secret, { ...renewed.value, refresh_token: renewed.value.refresh_token ?? secret.refreshToken }, environment.now()),
  }
}

/** Ends the whole grant, whichever of the tokens is given. One that is gone already counts as ended. */
export async function revoke(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const { refreshToken } = secretSchema.parse(access.secret)
  const { token } = settingsSchema.parse(access.settings)
  const send = { form: new URLSearchParams({ token: refreshToken }) }
  const revoked = await ask({ api: token, method: 'POST', path: '/revoke', send, answer: z.unknown() }, environment)
  if (revoked.ok || /invalid_token/.test(revoked.trouble.reason.detail ?? '')) return { ok: true, value: undefined }
  return { ok: false, trouble: aboutGrant(revoked.trouble, gone) }
}

function askTokens(
  { token, clientId, clientSecret }: App & { readonly token: string },
  form: Readonly<Record<string, string>>,
  environment: NetworkEnvironment,
): Promise<Outcome<Tokens>> {
  const send = { form: new URLSearchParams({ ...form, client_id: clientId, client_secret: clientSecret }) }
  return ask({ api: token, method: 'POST', path: '/token', send, answer }, environment)
}

function gone({ reason }: Denial): string | undefined {
  if (reason.code === 'app-keys-wrong') return reason.code
  return /invalid_grant/.test(reason.detail ?? '') ? 'signed-out' : undefined
}
