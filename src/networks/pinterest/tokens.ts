import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome, Secret } from '../network.ts'
import { aboutGrant, type App, asSecret, type Denial, secretSchema } from '../oauth-tokens.ts'
import { rejected } from '../rejected.ts'
import { ask } from './api.ts'
import { type Session, settingsSchema } from './session.ts'

const tokensSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
  scope: z.string(),
})
export type Tokens = z.infer<typeof tokensSchema>

interface Code extends App {
  readonly api: string
  readonly code: string
  readonly redirectUrl: string
}

/** `continuous_refresh` is for apps made before 25 September 2025, whose refresh tokens would end after a year; to the others it says nothing new. */
export async function exchangeCode({ code, redirectUrl, ...app }: Code, environment: NetworkEnvironment): Promise<Outcome<Tokens>> {
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUrl, continuous_refresh: 'true' }
  const exchanged = await askForTokens(app, form, environment)
  if (exchanged.ok || (exchanged.trouble.kind !== 'rejected' && exchanged.trouble.kind !== 'signed-out')) return exchanged
  // 401 is about the app's keys: nobody is signed in yet.
  return rejected(exchanged.trouble.kind === 'signed-out' ? 'app-refused' : 'sign-in-failed', exchanged.trouble.reason)
}

/** New tokens for old. The old refresh token is dead from then on, so what comes back must be kept before anything else happens. */
export async function refresh(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Secret>> {
  const { api } = settingsSchema.parse(access.settings)
  const secret = secretSchema.parse(access.secret)
  const form = { grant_type: 'refresh_token', refresh_token: secret.refreshToken }
  const renewed = await askForTokens({ api, ...secret }, form, environment)
  if (renewed.ok) return { ok: true, value: asSecret(secret, renewed.value, environment.now()) }
  return { ok: false, trouble: aboutGrant(renewed.trouble, gone) }
}

/** Pinterest ends tokens of its system users alone, as its OpenAPI document says; a person withdraws the grant of an app in their settings there. */
export async function revoke(): Promise<Outcome<void>> {
  return rejected('withdraw-there')
}

function askForTokens(
  { api, clientId, clientSecret }: App & Pick<Session, 'api'>,
  form: Readonly<Record<string, string>>,
  environment: NetworkEnvironment,
): Promise<Outcome<Tokens>> {
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
  return ask({ api, authorization, method: 'POST', path: '/oauth/token', send: { form }, answer: tokensSchema }, environment)
}

/** A plain no is about the grant (400) or about the app's keys (401). */
function gone({ kind, reason }: Denial): string | undefined {
  if (kind === 'signed-out') return 'app-refused'
  return reason.detail?.startsWith('400 ') === true ? 'signed-out' : undefined
}
