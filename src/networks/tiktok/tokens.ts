import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome, Secret, Trouble } from '../network.ts'
import { ask } from './api.ts'
import { secretSchema, settingsSchema, type TiktokSecret } from './session.ts'

/** The keys of the app registered with the network, as its forms name them. */
export interface App {
  readonly client_key: string
  readonly client_secret: string
}

/** Errors of this host come with status 200: the schema tells them apart. */
const tokensSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
  open_id: z.string(),
  scope: z.string(),
})
export type Tokens = z.infer<typeof tokensSchema>

/** Codes are good for a short while, and once. */
export async function exchangeCode(
  { api, app, code, redirectUrl }: { readonly api: string; readonly app: App; readonly code: string; readonly redirectUrl: string },
  environment: NetworkEnvironment,
): Promise<Outcome<Tokens>> {
  const form = { ...app, grant_type: 'authorization_code', code, redirect_uri: redirectUrl }
  const exchanged = await ask({ api, path: 'oauth/token/', send: { form }, answer: tokensSchema }, environment)
  if (exchanged.ok || exchanged.trouble.kind !== 'rejected') return exchanged
  const why = isAboutApp(exchanged.trouble) ? 'app-refused' : 'sign-in-failed'
  return { ok: false, trouble: { kind: 'rejected', reason: { ...exchanged.trouble.reason, code: why } } }
}

/** New tokens for old. The old refresh token is dead from then on, so what comes back must be kept before anything else happens. */
export async function refresh(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Secret>> {
  const { api } = settingsSchema.parse(access.settings)
  const secret = secretSchema.parse(access.secret)
  const form = { ...appOf(secret), grant_type: 'refresh_token', refresh_token: secret.refreshToken }
  const renewed = await ask({ api, path: 'oauth/token/', send: { form }, answer: tokensSchema }, environment)
  if (renewed.ok) return { ok: true, value: asSecret(appOf(secret), renewed.value, environment.now()) }
  return { ok: false, trouble: aboutGrant(renewed.trouble) }
}

export async function revoke(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const { api } = settingsSchema.parse(access.settings)
  const secret = secretSchema.parse(access.secret)
  const form = { ...appOf(secret), token: secret.accessToken }
  const answer = z.looseObject({ error: z.undefined().optional() })
  const revoked = await ask({ api, path: 'oauth/revoke/', send: { form }, answer }, environment)
  return revoked.ok ? { ok: true, value: undefined } : { ok: false, trouble: aboutGrant(revoked.trouble) }
}

function appOf({ clientKey, clientSecret }: TiktokSecret): App {
  return { client_key: clientKey, client_secret: clientSecret }
}

export function asSecret({ client_key: clientKey, client_secret: clientSecret }: App, tokens: Tokens, now: Temporal.Instant): Secret {
  const value: TiktokSecret = { accessToken: tokens.access_token, refreshToken: tokens.refresh_token, clientKey, clientSecret }
  return { value, expiresAt: now.add({ seconds: Math.floor(tokens.expires_in) }) }
}

/** Only the network's own word that the grant is gone, or that it no longer knows the app, asks for connecting again; anything else may pass. */
function aboutGrant(trouble: Trouble): Trouble {
  if (trouble.kind !== 'rejected') return trouble
  const { reason } = trouble
  if (isAboutApp(trouble)) return { kind: 'signed-out', reason: { ...reason, code: 'app-refused' } }
  if (/ invalid_grant:/.test(reason.detail ?? '')) return { kind: 'signed-out', reason: { ...reason, code: 'signed-out' } }
  return { kind: 'unavailable', reason: { ...reason, code: 'server-trouble' } }
}

function isAboutApp({ reason }: Trouble): boolean {
  return / (?:invalid_client|unauthorized_client):/.test(reason.detail ?? '')
}
