import { z } from 'zod'

import { exchange } from '../exchange.ts'
import { notUnderstood } from '../failures.ts'
import type { NetworkEnvironment, Outcome } from '../network.ts'
import { fromAnswer } from './failures.ts'

/** One call of the network's API. */
export interface Call<Answer> {
  /** Base address, without a slash at the end. */
  readonly api: string
  /** Without a slash in front, with the one at its end. */
  readonly path: string
  /** Fields wanted back, where they have to be named. */
  readonly fields?: string
  /** What is sent makes it a POST. */
  readonly send?: { readonly json: unknown } | { readonly form: Readonly<Record<string, string>> }
  /** Only the fields read: of `data`, or of the whole answer where a form was sent. */
  readonly answer: z.ZodType<Answer>
  /** Would a request that arrived have made something visible? Then an unclear answer is an unknown outcome. */
  readonly final?: boolean
  readonly token?: string
}

type Asking = Pick<NetworkEnvironment, 'fetch' | 'now' | 'signal'>

const wrapped = z.object({ data: z.unknown(), error: z.object({ code: z.literal('ok') }) }).transform(({ data }) => data)

/** Asks the network and says in our words what came of it. Tokens travel in a header or a form and never into a reason. */
export async function ask<Answer>(call: Call<Answer>, environment: Asking): Promise<Outcome<Answer>> {
  const url = new URL(`${call.api}/v2/${call.path}`)
  if (call.fields !== undefined) url.searchParams.set('fields', call.fields)
  const situation = { host: url.host, final: call.final === true, now: environment.now() }
  const came = await exchange({ url, init: asInit(call, environment.signal), fetch: environment.fetch }, situation)
  if (!came.answered) return { ok: false, trouble: came.trouble }
  const { response } = came
  const text = withoutSecrets(came.text, call)
  const isForm = call.send !== undefined && 'form' in call.send
  const parsed = (isForm ? call.answer : wrapped.pipe(call.answer)).safeParse(precisely(came.text))
  if (response.status === 200 && parsed.success) return { ok: true, value: parsed.data }
  const isOk = wrapped.safeParse(precisely(came.text)).success
  const trouble = response.status === 200 && isOk ? notUnderstood({ response, text }, situation) : fromAnswer({ response, text }, situation)
  return { ok: false, trouble }
}

/** Redirects are not followed: a POST would arrive elsewhere as something else. */
function asInit({ token, send }: Call<unknown>, signal: AbortSignal): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`
  const common: RequestInit = { headers, signal, redirect: 'manual' }
  if (!send) return common
  if ('form' in send) return { ...common, method: 'POST', body: new URLSearchParams(send.form) }
  return {
    ...common,
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json; charset=UTF-8' },
    body: JSON.stringify(send.json),
  }
}

/** The ids of posts are written as numbers with more digits than a number here can hold: they stay as they were written. */
function precisely(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown, { source = '' }: { source?: string } = {}) =>
      typeof value === 'number' && /^\d{16,}$/.test(source) ? source : value,
    )
  } catch {
    return undefined // No schema accepts that by accident.
  }
}

/** Some answers repeat what was sent. */
function withoutSecrets(text: string, { token, send }: Call<unknown>): string {
  const form = send && 'form' in send ? send.form : {}
  const secrets = [token, form['client_secret'], form['code'], form['refresh_token'], form['token']]
  return secrets.reduce<string>((rest, secret) => (secret ? rest.replaceAll(secret, '[hidden]') : rest), text)
}
