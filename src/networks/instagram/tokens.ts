import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome, Secret } from '../network.ts'
import { ask } from './api.ts'
import { type Hosts, secretSchema, settingsSchema } from './session.ts'

interface CodeExchange {
  readonly hosts: Hosts
  readonly code: string
  readonly redirectUrl: string
  readonly client_id: string
  readonly client_secret: string
}

/** The documentation shows the answer inside a list named `data` and the rights as one text; answers without the list, and with a list of rights, are seen too. */
const shortSchema = z.object({
  access_token: z.string(),
  permissions: z.union([z.string().transform((text) => text.split(/[\s,]+/)), z.array(z.string())]).optional(),
})
const codeAnswerSchema = z.union([z.object({ data: z.array(shortSchema).min(1) }).transform(({ data }) => data[0]), shortSchema])

export interface Short {
  readonly token: string
  /** undefined where the answer does not say. */
  readonly permissions: readonly string[] | undefined
}

/** An hour's token for the code the person came back with. */
export async function exchangeCode(
  { hosts, code, redirectUrl, client_id, client_secret }: CodeExchange,
  environment: NetworkEnvironment,
): Promise<Outcome<Short>> {
  const form = { client_id, client_secret, grant_type: 'authorization_code', redirect_uri: redirectUrl, code: code.replace(/#_$/, '') }
  const exchanged = await ask({ host: hosts.token, path: 'oauth/access_token', form, answer: codeAnswerSchema }, environment)
  if (!exchanged.ok) return exchanged
  const { access_token: token = '', permissions } = exchanged.value ?? {}
  return { ok: true, value: { token, permissions } }
}

const longSchema = z.object({ access_token: z.string(), expires_in: z.number().positive() })

export interface Fresh {
  readonly token: string
  /** In milliseconds since 1970. */
  readonly issuedAt: number
  readonly expiresAt: Temporal.Instant
}

/** Sixty days for an hour. */
export async function exchangeShort(
  { hosts, token, clientSecret }: { readonly hosts: Hosts; readonly token: string; readonly clientSecret: string },
  environment: NetworkEnvironment,
): Promise<Outcome<Fresh>> {
  const query = { grant_type: 'ig_exchange_token', client_secret: clientSecret, access_token: token }
  const exchanged = await ask({ host: hosts.api, path: 'access_token', query, answer: longSchema }, environment)
  if (!exchanged.ok) return exchanged
  return { ok: true, value: asFresh(exchanged.value, environment.now()) }
}

function asFresh({ access_token: token, expires_in: seconds }: z.infer<typeof longSchema>, now: Temporal.Instant): Fresh {
  return { token, issuedAt: now.epochMilliseconds, expiresAt: now.add({ seconds: Math.floor(seconds) }) }
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
  const query = { grant_type: 'ig_refresh_token', access_token: token }
  const renewed = await ask({ host: api, path: 'refresh_access_token', query, answer: longSchema }, environment)
  if (renewed.ok) {
    const { expiresAt, ...value } = asFresh(renewed.value, environment.now())
    return { ok: true, value: { value, expiresAt } }
  }
  const { kind, reason } = renewed.trouble
  if (kind === 'signed-out') return { ok: false, trouble: { kind, reason: { ...reason, code: 'signed-out' } } }
  if (kind !== 'rejected') return renewed
  const isYoung = environment.now().epochMilliseconds < issuedAt + youngest
  return { ok: false, trouble: { kind: 'unavailable', reason: { ...reason, code: isYoung ? 'token-too-young' : 'token-not-renewed' } } }
}
