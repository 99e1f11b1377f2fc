import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome, Secret } from '../network.ts'
import { aboutGrant, type Denial } from '../oauth-tokens.ts'
import { rejected } from '../rejected.ts'
import { ask } from './api.ts'
import { agentOf, type App, type RedditSecret, secretSchema, settingsSchema } from './session.ts'

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive(), scope: z.string().catch('') })
const grantSchema = tokenSchema.extend({ refresh_token: z.string().min(1) })
export type Grant = z.infer<typeof grantSchema>

/** Tokens are given by the site, to whom the app proves itself with its keys. */
function asApp(web: string, app: App) {
  return { base: web, agent: agentOf(app), basic: `${app.client_id}:${app.client_secret}` }
}

const path = 'api/v1/access_token'

/** Are these the keys of an app? Asked of the network itself; a token that proves it is thrown away. */
export async function testKeys(web: string, app: App, environment: NetworkEnvironment): Promise<Outcome<unknown>> {
  const send = { form: { grant_type: 'client_credentials' } }
  return ask({ session: asApp(web, app), path, send, answer: tokenSchema }, environment)
}

/** Codes are good for ten minutes, and once. A refusal comes with status 200 and names itself in `error`. */
export async function exchangeCode(
  { web, app, code, redirectUrl }: { readonly web: string; readonly app: App; readonly code: string; readonly redirectUrl: string },
  environment: NetworkEnvironment,
): Promise<Outcome<Grant>> {
  const send = { form: { grant_type: 'authorization_code', code, redirect_uri: redirectUrl } }
  const exchanged = await ask({ session: asApp(web, app), path, send, answer: grantSchema }, environment)
  if (exchanged.ok) return exchanged
  const { trouble } = exchanged
  if (trouble.kind === 'signed-out') return rejected('app-refused', trouble.reason)
  const isRefusal = trouble.kind === 'rejected' || / \{"error":\s*"/.test(trouble.reason.detail ?? '')
  return isRefusal ? rejected('sign-in-failed', trouble.reason) : exchanged
}

/** An hour more. The refresh token stays the same; a grant that was withdrawn is refused with 400, keys that are gone with 401. */
export async function refresh(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Secret>> {
  const { web } = settingsSchema.parse(access.settings)
  const { app, refreshToken } = secretSchema.parse(access.secret)
  const send = { form: { grant_type: 'refresh_token', refresh_token: refreshToken } }
  const renewed = await ask({ session: asApp(web, app), path, send, answer: tokenSchema }, environment)
  if (renewed.ok) return { ok: true, value: asSecret(app, { ...renewed.value, refresh_token: refreshToken }, environment.now()) }
  return { ok: false, trouble: aboutGrant(renewed.trouble, gone) }
}

/** Ending the refresh token ends all that were made with it. */
export async function revoke(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const { web } = settingsSchema.parse(access.settings)
  const { app, refreshToken } = secretSchema.parse(access.secret)
  const send = { form: { token: refreshToken, token_type_hint: 'refresh_token' } }
  const revoked = await ask({ session: asApp(web, app), path: 'api/v1/revoke_token', send, answer: z.unknown() }, environment)
  return revoked.ok ? { ok: true, value: undefined } : revoked
}

export function asSecret(app: App, grant: Grant, now: Temporal.Instant): Secret {
  const value: RedditSecret = { accessToken: grant.access_token, refreshToken: grant.refresh_token, app }
  return { value, expiresAt: now.add({ seconds: Math.floor(grant.expires_in) }) }
}

/** A plain no is about the grant (400) or about the app's keys (401). */
function gone({ kind, reason }: Denial): string | undefined {
  if (kind === 'signed-out') return 'app-refused'
  return reason.detail?.startsWith('400') === true ? 'signed-out' : undefined
}
