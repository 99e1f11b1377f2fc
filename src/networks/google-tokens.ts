import { z } from 'zod'

import { googleCalls } from './google-call.ts'
import { fromGoogleTokens } from './google-failures.ts'
import type { AccountAccess, NetworkEnvironment, Outcome, Secret, Trouble } from './network.ts'

const { ask } = googleCalls(fromGoogleTokens)

/** The keys of the OAuth client in the owner's Google project. */
export interface App {
  readonly clientId: string
  readonly clientSecret: string
}

/** The app's own keys lie beside the tokens: renewing needs both. */
export const secretSchema = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  accessToken: z.string(),
  refreshToken: z.string(),
})

/** Of an account's settings: where Google's tokens are. */
const settingsSchema = z.object({ token: z.string() })

const tokensSchema = z.object({
  access_token: z.string().min(1),
  /** Given once, with the consent. */
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().optional(),
  scope: z.string().default(''),
})
export type Tokens = z.infer<typeof tokensSchema>

type Code = App & { readonly token: string; readonly redirectUrl: string; readonly code: string; readonly verifier: string }

export async function exchangeCode(begun: Code, environment: NetworkEnvironment): Promise<Outcome<Tokens>> {
  const form = { grant_type: 'authorization_code', code: begun.code, redirect_uri: begun.redirectUrl, code_verifier: begun.verifier }
  const exchanged = await askTokens(begun, form, environment)
  if (exchanged.ok || exchanged.trouble.kind !== 'rejected') return exchanged
  const { reason } = exchanged.trouble
  return {
    ok: false,
    trouble: { kind: 'rejected', reason: reason.code === 'app-keys-wrong' ? reason : { ...reason, code: 'sign-in-too-old' } },
  }
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
  if (!renewed.ok) return { ok: false, trouble: aboutGrant(renewed.trouble) }
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
  return { ok: false, trouble: aboutGrant(revoked.trouble) }
}

function askTokens(
  { token, clientId, clientSecret }: App & { readonly token: string },
  form: Readonly<Record<string, string>>,
  environment: NetworkEnvironment,
): Promise<Outcome<Tokens>> {
  const send = { form: new URLSearchParams({ ...form, client_id: clientId, client_secret: clientSecret }) }
  return ask({ api: token, method: 'POST', path: '/token', send, answer: tokensSchema }, environment)
}

const usualSeconds = 60 * 60

export function asSecret(
  { clientId, clientSecret }: App,
  tokens: Tokens & { readonly refresh_token: string },
  now: Temporal.Instant,
): Secret {
  const value: z.infer<typeof secretSchema> = {
    clientId,
    clientSecret,
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
  }
  return { value, expiresAt: now.add({ seconds: Math.floor(tokens.expires_in ?? usualSeconds) }) }
}

/** Only Google's own word that the grant is gone, or that it no longer knows the app, asks for connecting again; anything else may pass. */
function aboutGrant(trouble: Trouble): Trouble {
  if (trouble.kind !== 'rejected' && trouble.kind !== 'signed-out') return trouble
  const { reason } = trouble
  if (reason.code === 'app-keys-wrong') return { kind: 'signed-out', reason }
  if (/invalid_grant/.test(reason.detail ?? '')) return { kind: 'signed-out', reason: { ...reason, code: 'signed-out' } }
  return { kind: 'unavailable', reason: { ...reason, code: 'server-trouble' } }
}
