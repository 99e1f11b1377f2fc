import { z } from 'zod'

import { exchange } from '../exchange.ts'
import { asJson, notUnderstood, shorten } from '../failures.ts'
import type { AccountAccess, NetworkEnvironment, Outcome, Secret, Trouble } from '../network.ts'
import type { App } from '../oauth-tokens.ts'
import { fromAnswer } from './failures.ts'
import { type LinkedInSecret, secretSchema, settingsSchema } from './session.ts'

interface Question<Value> {
  /** Base address of the host for tokens. */
  readonly host: string
  readonly path: 'accessToken' | 'introspectToken'
  readonly app: App
  readonly form: Readonly<Record<string, string>>
  readonly answer: z.ZodType<Value>
}

type Answered<Value> = Outcome<Value> | { readonly ok: false; readonly trouble: Trouble; readonly error: string }

const refusalSchema = z.object({ error: z.string(), error_description: z.string().catch('') })

/** The host for tokens has errors of its own form (RFC 6749). */
async function askTokenHost<Value>(question: Question<Value>, environment: NetworkEnvironment): Promise<Answered<Value>> {
  const { host, path, app, form, answer } = question
  const url = new URL(`${host}/oauth/v2/${path}`)
  const sent = new URLSearchParams({ ...form, client_id: app.clientId, client_secret: app.clientSecret })
  const situation = { host: url.host, final: false, now: environment.now() }
  const init: RequestInit = {
    method: 'POST',
    body: sent,
    redirect: 'manual',
    signal: environment.signal,
    headers: { accept: 'application/json' },
  }
  const came = await exchange({ url, init, fetch: environment.fetch }, situation)
  if (!came.answered) return { ok: false, trouble: came.trouble }
  const { response, text } = came
  if (response.status === 200) {
    const read = answer.safeParse(asJson(text))
    return read.success ? { ok: true, value: read.data } : { ok: false, trouble: notUnderstood({ response, text: '' }, situation) }
  }
  const said = refusalSchema.safeParse(asJson(text)).data
  if (!said || response.status >= 500 || response.status === 429) return { ok: false, trouble: fromAnswer({ response, text }, situation) }
  const secrets = [app.clientSecret, ...Object.values(form)]
  const words = secrets.reduce(
    (rest, secret) => rest.replaceAll(secret, '[hidden]'),
    `${response.status} ${said.error}: ${said.error_description}`,
  )
  const code = said.error.startsWith('invalid_client') ? 'app-keys-wrong' : 'sign-in-too-old'
  return { ok: false, trouble: { kind: 'rejected', reason: { code, detail: shorten(words) } }, error: said.error }
}

const tokensSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1).optional(),
  refresh_token_expires_in: z.number().positive().optional(),
  /** The documentation separates them by commas, the sign-in by OpenID Connect by blanks. */
  scope: z.string().transform((text) => text.split(/[\s,]+/).filter((each) => each !== '')),
})
type Tokens = z.infer<typeof tokensSchema>

/** A secret whose parts are known. */
export interface Fresh {
  readonly value: LinkedInSecret
  readonly expiresAt: Temporal.Instant
}

interface Code {
  readonly host: string
  readonly app: App
  readonly code: string
  readonly redirectUrl: string
}

/** Within half an hour, or the network has forgotten the code. */
export async function exchangeCode(
  { host, app, code, redirectUrl }: Code,
  environment: NetworkEnvironment,
): Promise<Outcome<Fresh & { readonly scopes: readonly string[] }>> {
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUrl }
  const exchanged = await askTokenHost({ host, path: 'accessToken', app, form, answer: tokensSchema }, environment)
  return exchanged.ok
    ? { ok: true, value: { ...asSecret(app, exchanged.value, environment.now()), scopes: exchanged.value.scope } }
    : { ok: false, trouble: exchanged.trouble }
}

function asSecret({ clientId, clientSecret }: App, tokens: Omit<Tokens, 'scope'>, now: Temporal.Instant): Fresh {
  const until = (seconds: number) => now.add({ seconds: Math.floor(seconds) })
  const expiresAt = until(tokens.expires_in)
  const renewing = tokens.refresh_token === undefined ? {} : { refreshToken: tokens.refresh_token }
  const refreshUntil =
    tokens.refresh_token_expires_in === undefined ? {} : { refreshExpiresAt: until(tokens.refresh_token_expires_in).epochMilliseconds }
  const { access_token: token } = tokens
  return {
    value: { token, expiresAt: expiresAt.epochMilliseconds, ...renewing, ...refreshUntil, clientId, clientSecret },
    expiresAt,
  }
}

const stateSchema = z.object({ active: z.boolean(), status: z.string().optional() })

/** Do these keys belong to an app? Asked with a token that nobody has: wrong keys are refused before it is looked at. */
export async function testKeys(
  { host, app }: { readonly host: string; readonly app: App },
  environment: NetworkEnvironment,
): Promise<Outcome<void>> {
  const asked = await askTokenHost({ host, path: 'introspectToken', app, form: { token: 'none' }, answer: stateSchema }, environment)
  const isAboutKeys = !asked.ok && asked.trouble.reason.code === 'app-keys-wrong'
  return isAboutKeys ? { ok: false, trouble: asked.trouble } : { ok: true, value: undefined }
}

/** Days before the end of a sign-in that cannot be renewed in which people are told. */
const warnedAhead = 10

/**
 * New tokens for old where the app is approved for that: for a year, which renewing does not lengthen. Elsewhere nothing can be renewed; then
 * this only finds out whether the grant still holds, and says so in good time before it ends.
 */
export async function refresh(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Secret>> {
  const secret = secretSchema.parse(access.secret)
  const { token: host } = settingsSchema.parse(access.settings)
  if (secret.refreshToken === undefined) return look(secret, host, environment)
  const form = { grant_type: 'refresh_token', refresh_token: secret.refreshToken }
  const renewed = await askTokenHost({ host, path: 'accessToken', app: secret, form, answer: renewedSchema }, environment)
  if (!renewed.ok) return { ok: false, trouble: aboutGrant(renewed) }
  const fresh = asSecret(secret, renewed.value, environment.now())
  const kept = {
    refreshToken: secret.refreshToken,
    ...(secret.refreshExpiresAt === undefined ? {} : { refreshExpiresAt: secret.refreshExpiresAt }),
  }
  return { ok: true, value: { ...fresh, value: { ...kept, ...fresh.value } } }
}

const renewedSchema = tokensSchema.omit({ scope: true })

/** Only the network's own word that the grant is gone, or that it no longer knows the app, asks for connecting again; anything else may pass. */
function aboutGrant(asked: Extract<Answered<unknown>, { ok: false }>): Trouble {
  const { trouble } = asked
  if (!('error' in asked))
    return trouble.kind === 'rejected' || trouble.kind === 'signed-out' ? { kind: 'unavailable', reason: trouble.reason } : trouble
  if (trouble.reason.code === 'app-keys-wrong') return { kind: 'signed-out', reason: trouble.reason }
  const isGone = asked.error === 'invalid_grant' || asked.error === 'invalid_request'
  return isGone
    ? { kind: 'signed-out', reason: { ...trouble.reason, code: 'signed-out' } }
    : { kind: 'unavailable', reason: { ...trouble.reason, code: 'server-trouble' } }
}

async function look(secret: LinkedInSecret, host: string, environment: NetworkEnvironment): Promise<Outcome<Secret>> {
  const expiresAt = Temporal.Instant.fromEpochMilliseconds(secret.expiresAt)
  const left = environment.now().until(expiresAt).total('hours') / 24
  if (left <= 0) return { ok: false, trouble: { kind: 'signed-out', reason: { code: 'sixty-days-over' } } }
  const asked = await askTokenHost(
    { host, path: 'introspectToken', app: secret, form: { token: secret.token }, answer: stateSchema },
    environment,
  )
  if (!asked.ok) return { ok: false, trouble: 'error' in asked ? aboutGrant(asked) : asked.trouble }
  if (!asked.value.active) return { ok: false, trouble: { kind: 'signed-out', reason: { code: 'signed-out' } } }
  if (left < warnedAhead) {
    return {
      ok: false,
      trouble: { kind: 'unavailable', reason: { code: 'connect-again-soon', params: { date: expiresAt.toString().slice(0, 10) } } },
    }
  }
  return { ok: true, value: { value: secret, expiresAt } }
}
