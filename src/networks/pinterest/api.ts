import type { z } from 'zod'

import { exchange } from '../exchange.ts'
import { asJson, notUnderstood } from '../failures.ts'
import type { NetworkEnvironment, Outcome } from '../network.ts'
import { fromAnswer } from './failures.ts'
import type { Session } from './session.ts'

/** One call of the network's API, version 5. */
interface Call<Answer> extends Session {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Begins with a slash, without the version. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly send?: { readonly json: unknown } | { readonly form: Readonly<Record<string, string>> }
  /** Only the fields read. */
  readonly answer: z.ZodType<Answer>
  /** Would a request that arrived have made something visible? Then an unclear answer is an unknown outcome. */
  readonly final?: boolean
  /** Why the network says that what the path names is not there. */
  readonly missing?: string
}

type Asking = Pick<NetworkEnvironment, 'fetch' | 'now' | 'signal'>

/** Asks the network and says in our words what came of it. */
export async function ask<Answer>(call: Call<Answer>, environment: Asking): Promise<Outcome<Answer>> {
  const asked = await askWithHeaders(call, environment)
  return asked.ok ? { ok: true, value: asked.value.answer } : asked
}

/** The same with the headers, which say what is used of the limits. */
export async function askWithHeaders<Answer>(
  call: Call<Answer>,
  environment: Asking,
): Promise<Outcome<{ readonly answer: Answer; readonly headers: Headers }>> {
  const url = new URL(`${call.api}/v5${call.path}`)
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value)
  const situation = { host: url.host, final: call.final === true, now: environment.now() }
  const came = await exchange({ url, init: asInit(call, environment.signal), fetch: environment.fetch }, situation)
  if (!came.answered) return { ok: false, trouble: came.trouble }
  const { response } = came
  const text = withoutSecrets(came.text, call)
  if (!done.has(response.status)) return { ok: false, trouble: fromAnswer({ response, text }, { ...situation, missing: call.missing }) }
  const parsed = call.answer.safeParse(asJson(came.text))
  if (!parsed.success) return { ok: false, trouble: notUnderstood({ response, text }, situation) }
  return { ok: true, value: { answer: parsed.data, headers: response.headers } }
}

const done = new Set([200, 201, 204])

/** Redirects are not followed: a POST would arrive elsewhere as something else. */
function asInit({ method, authorization, send }: Call<unknown>, signal: AbortSignal): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json', authorization }
  const common: RequestInit = { method, headers, signal, redirect: 'manual' }
  if (!send) return common
  if ('form' in send) return { ...common, body: new URLSearchParams(send.form) }
  return { ...common, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(send.json) }
}

/** Some answers repeat what was sent. */
function withoutSecrets(text: string, { authorization, send }: Call<unknown>): string {
  const form = send && 'form' in send ? send.form : {}
  const secrets = [authorization.replace(/^\w+ /, ''), form['code'], form['refresh_token']]
  return secrets.reduce<string>((rest, secret) => (secret ? rest.replaceAll(secret, '[hidden]') : rest), text)
}
