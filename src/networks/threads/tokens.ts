import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome, Secret } from '../network.ts'
import { ask } from './api.ts'
import { secretSchema, settingsSchema } from './session.ts'

export interface App {
  readonly client_id: string
  readonly client_secret: string
}

const appTokenSchema = z.object({ access_token: z.string() })

/** Are these the keys of an app? Asked of the network itself; a token that proves it is thrown away. */
export async function testKeys(api: string, { client_id, client_secret }: App, environment: NetworkEnvironment): Promise<Outcome<unknown>> {
  const query = { grant_type: 'client_credentials', client_id, client_secret }
  return ask({ host: api, path: 'oauth/access_token', query, answer: appTokenSchema }, environment)
}

const shortSchema = z.object({ access_token: z.string() })

interface CodeExchange extends App {
  readonly api: string
  readonly code: string
  readonly redirectUrl: string
}

/** An hour's token for the code the person came back with. */
export async function exchangeCode(
  { api, code, redirectUrl, client_id, client_secret }: CodeExchange,
  environment: NetworkEnvironment,
): Promise<Outcome<string>> {
  const form = { client_id, client_secret, grant_type: 'authorization_code', redirect_uri: redirectUrl, code: code.replace(/#_$/, '') }
  const exchanged = await ask({ host: api, path: 'oauth/access_token', form, answer: shortSchema }, environment)
  return exchanged.ok ? { ok: true, value: exchanged.value.access_token } : exchanged
}

const grantedSchema = z.object({ data: z.object({ scopes: z.array(z.string()) }) })

/** The rights of a token; undefined where the network does not say. The answer that gives a token is silent about them. */
export async function readScopes(api: string, token: string, environment: NetworkEnvironment): Promise<readonly string[] | undefined> {
  const query = { input_token: token }
  const read = await ask({ host: api, path: 'debug_token', query, token, answer: grantedSchema }, environment)
  return read.ok ? read.value.data.scopes : undefined
}

const longSchema = z.object({ access_token: z.string(), expires_in: z.number().positive() })

/** Sixty days for an hour. */
export async function exchangeShort(
  { api, token, clientSecret }: { readonly api: string; readonly token: string; readonly clientSecret: string },
  environment: NetworkEnvironment,
): Promise<Outcome<Secret>> {
  const query = { grant_type: 'th_exchange_token', client_secret: clientSecret, access_token: token }
  const exchanged = await ask({ host: api, path: 'access_token', query, answer: longSchema }, environment)
  return exchanged.ok ? { ok: true, value: asSecret(exchanged.value, environment.now()) } : exchanged
}

function asSecret({ access_token: token, expires_in: seconds }: z.infer<typeof longSchema>, now: Temporal.Instant): Secret {
  return { value: { token, issuedAt: now.epochMilliseconds }, expiresAt: now.add({ seconds: Math.floor(seconds) }) }
}

/** A day, in milliseconds. */
const youngest = 24 * 60 * 60 * 1000

/**
 * Sixty days more. A token younger than a day cannot be renewed, which is no loss: it is good for nearly sixty yet.
 * Once it has run out, nothing but connecting again helps.
 */
export async function refresh(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Secret>> {
  const { api } = settingsSchema.parse(access.settings)
  const { token, issuedAt } = secretSchema.parse(access.secret)
  const query = { grant_type: 'th_refresh_token', access_token: token }
  const renewed = await ask({ host: api, path: 'refresh_access_token', query, answer: longSchema }, environment)
  if (renewed.ok) return { ok: true, value: asSecret(renewed.value, environment.now()) }
  const { kind, reason } = renewed.trouble
  if (kind === 'signed-out') return { ok: false, trouble: { kind, reason: { ...reason, code: 'signed-out' } } }
  if (kind !== 'rejected') return renewed
  const isYoung = environment.now().epochMilliseconds < issuedAt + youngest
  return { ok: false, trouble: { kind: 'unavailable', reason: { ...reason, code: isYoung ? 'token-too-young' : 'token-not-renewed' } } }
}
