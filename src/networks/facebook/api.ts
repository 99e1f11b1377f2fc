import type { z } from 'zod'

import { exchange } from '../exchange.ts'
import { asJson, notUnderstood } from '../failures.ts'
import type { NetworkEnvironment, Outcome } from '../network.ts'
import { fromAnswer } from './failures.ts'

/** One call of the Graph API. */
export interface Call<Answer> {
  /** Base address with the version, without a slash at the end. */
  readonly host: string
  /** Without a slash in front. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** What is sent makes it a POST. */
  readonly form?: Readonly<Record<string, string>> | FormData
  readonly method?: 'DELETE'
  /** Only the fields read. */
  readonly answer: z.ZodType<Answer>
  /** Reads an answer out of a refusal that says what was asked for in another way. */
  readonly inRefusal?: z.ZodType<Answer>
  /** Would a request that arrived have made something visible? Then an unclear answer is an unknown outcome. */
  readonly final?: boolean
  readonly token?: string
  readonly proof?: string
}

type Asking = Pick<NetworkEnvironment, 'fetch' | 'now' | 'signal'>

/** Asks the network and says in our words what came of it. Tokens travel in a header and never into a reason. */
export async function ask<Answer>(call: Call<Answer>, environment: Asking): Promise<Outcome<Answer>> {
  const url = new URL(`${call.host}/${call.path}`)
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value)
  if (call.proof !== undefined) url.searchParams.set('appsecret_proof', call.proof)
  const situation = { host: url.host, final: call.final === true, now: environment.now() }
  const came = await exchange({ url, init: asInit(call, environment.signal), fetch: environment.fetch }, situation)
  if (!came.answered) return { ok: false, trouble: came.trouble }
  const { response } = came
  const text = withoutSecrets(came.text, call)
  if (response.status !== 200) {
    const said = call.inRefusal?.safeParse(asJson(text)).data
    return said === undefined ? { ok: false, trouble: fromAnswer({ response, text }, situation) } : { ok: true, value: said }
  }
  const parsed = call.answer.safeParse(asJson(text))
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, trouble: notUnderstood({ response, text }, situation) }
}

/** Redirects are not followed: a POST would arrive elsewhere as something else. */
function asInit({ token, form, method }: Call<unknown>, signal: AbortSignal): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`
  const common: RequestInit = { headers, signal, redirect: 'manual', ...(method ? { method } : {}) }
  if (!form) return common
  return { ...common, method: 'POST', body: form instanceof FormData ? form : new URLSearchParams(form) }
}

/** Some answers repeat what was sent. Only where the answer is no new token. */
function withoutSecrets(text: string, { token, proof, query = {} }: Call<unknown>): string {
  const secrets = [token, proof, query['client_secret'], query['fb_exchange_token'], query['code']]
  return secrets.reduce<string>((rest, secret) => (secret ? rest.replaceAll(secret, '[hidden]') : rest), text)
}
