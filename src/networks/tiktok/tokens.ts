import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome, Reason, Secret } from '../network.ts'
import { aboutGrant, type Denial } from '../oauth-tokens.ts'
import { rejected } from '../rejected.ts'
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
  const { reason } = exchanged.trouble
  return rejected(isAboutApp(reason) ? 'app-refused' : 'sign-in-failed', reason)
}

/** New tokens for old. The old refresh token is dead from then on, so what comes back must be kept before anything else happens. */
export async function refresh(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Secret>> {
  const { api } = settingsSchema.parse(access.settings)
  const secret = secretSchema.parse(access.secret)
  const form = { ...appOf(secret), grant_type: 'refresh_token', refresh_token: secret.refreshToken }
  const renewed = await ask({ api, path: 'oauth/token/', send: { form }, answer: tokensSchema }, environment)
  if (renewed.ok) return { ok: true, value: asSecret(appOf(secret), renewed.value, environment.now()) }
  return { ok: false, trouble: aboutGrant(renewed.trouble, gone) }
}

export async function revoke(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const { api } = settingsSchema.parse(access.settings)
  const secret = secretSchema.parse(access.secret)
  const form = { ...appOf(secret), token: secret.accessToken }
  const answer = z.looseObject({ error: z.undefined().optional() })
  const revoked = await ask({ api, path: 'oauth/revoke/', send: { form }, answer }, environment)
  return revoked.ok ? { ok: true, value: undefined } : { ok: false, trouble: aboutGrant(revoked.trouble, gone) }
}

function appOf({ clientKey, clientSecret }: TiktokSecret): App {
  return { client_key: clientKey, client_secret: clientSecret }
}

export function asSecret({ client_key: clientKey, client_secret: clientSecret }: App, tokens: Tokens, now: Temporal.Instant): Secret {
  const value: TiktokSecret = { accessToken: tokens.access_token, refreshToken: tokens.refresh_token, clientKey, clientSecret }
  return { value, expiresAt: now.add({ seconds: Math.floor(tokens.expires_in) }) }
}

function gone({ kind, reason }: Denial): string | undefined {
  if (kind === 'signed-out') return reason.code
  if (isAboutApp(reason)) return 'app-refused'
  return / invalid_grant:/.test(reason.detail ?? '') ? 'signed-out' : undefined
}

function isAboutApp({ detail = '' }: Reason): boolean {
  return / (?:invalid_client|unauthorized_client):/.test(detail)
}
