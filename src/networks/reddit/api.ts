import { z } from 'zod'

import { exchange } from '../exchange.ts'
import { type Answer, asJson, notUnderstood, type Situation } from '../failures.ts'
import type { NetworkEnvironment, Outcome } from '../network.ts'
import { fromAnswer } from './failures.ts'
import { fromErrors } from './refusals.ts'
import type { Session } from './session.ts'

/** One call of the network's API. */
export interface Call<Read> {
  readonly session: Omit<Session, 'token'> & { readonly token?: string; readonly basic?: string }
  /** Without a slash in front. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** What is sent makes it a POST. */
  readonly send?: { readonly form: Readonly<Record<string, string>> } | { readonly json: Readonly<Record<string, unknown>> }
  /** Only the fields read. */
  readonly answer: z.ZodType<Read>
  /** Would a request that arrived have made something visible? Then an unclear answer is an unknown outcome. */
  readonly final?: boolean
  /** An answer without `json` means that all is well. */
  readonly quiet?: boolean
}

type Asking = Pick<NetworkEnvironment, 'fetch' | 'now' | 'signal'>

/** Asks the network and says in our words what came of it. */
export async function ask<Read>(call: Call<Read>, environment: Asking): Promise<Outcome<Read>> {
  const situation = situationOf(call, environment)
  const came = await send(call, { environment, situation })
  if (!('response' in came)) return came
  const parsed = call.answer.safeParse(asJson(came.text))
  if (came.response.status === 200 && parsed.success) return { ok: true, value: parsed.data }
  const isOk = came.response.status === 200
  return { ok: false, trouble: isOk ? notUnderstood(came, situation) : fromAnswer(came, situation) }
}

const wrapped = z.object({
  json: z.object({
    errors: z.array(z.tuple([z.string(), z.string().nullish()], z.unknown())),
    /** In seconds, beside the error of that name. */
    ratelimit: z.number().optional(),
    data: z.unknown().optional(),
  }),
})

/** The same for what the network answers in `json`: there, refusals come with status 200. `answer` is that of `data`. */
export async function change<Read>(call: Call<Read>, environment: Asking): Promise<Outcome<Read>> {
  const situation = situationOf(call, environment)
  const came = await send(call, { environment, situation })
  if (!('response' in came)) return came
  if (came.response.status !== 200) return { ok: false, trouble: fromAnswer(came, situation) }
  const body = asJson(came.text)
  if (call.quiet && isBare(body)) return answered(call.answer.safeParse(body), { came, situation })
  const said = wrapped.safeParse(body).data?.json
  const [first] = said?.errors ?? []
  if (first) return { ok: false, trouble: fromErrors({ code: first[0], words: first[1] ?? '', seconds: said?.ratelimit }, situation) }
  return answered(said && call.answer.safeParse(said.data), { came, situation })
}

function answered<Read>(
  parsed: z.ZodSafeParseResult<Read> | undefined,
  { came, situation }: { readonly came: Answer; readonly situation: Situation },
): Outcome<Read> {
  return parsed?.success ? { ok: true, value: parsed.data } : { ok: false, trouble: notUnderstood(came, situation) }
}

function isBare(body: unknown): boolean {
  return typeof body === 'object' && body !== null && !Array.isArray(body) && !('json' in body)
}

function situationOf({ session, final }: Call<unknown>, { now }: Asking): Situation {
  return { host: new URL(session.base).host, final: final === true, now: now() }
}

async function send(
  call: Call<unknown>,
  { environment, situation }: { readonly environment: Asking; readonly situation: Situation },
): Promise<Answer | Extract<Outcome<never>, { ok: false }>> {
  const url = new URL(`${call.session.base}/${call.path}`)
  for (const [name, value] of Object.entries({ ...call.query, raw_json: '1' })) url.searchParams.set(name, value)
  const came = await exchange({ url, init: asInit(call, environment.signal), fetch: environment.fetch }, situation)
  return came.answered ? { response: came.response, text: withoutSecrets(came.text, call) } : { ok: false, trouble: came.trouble }
}

/** Redirects are not followed: a POST would arrive elsewhere as something else, and a community that is not there leads to a search. */
function asInit({ session: { agent, token, basic }, send: sent }: Call<unknown>, signal: AbortSignal): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': agent }
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`
  if (basic !== undefined) headers['authorization'] = `Basic ${Buffer.from(basic).toString('base64')}`
  const common: RequestInit = { headers, signal, redirect: 'manual' }
  if (!sent) return common
  if ('form' in sent) return { ...common, method: 'POST', body: new URLSearchParams({ api_type: 'json', ...sent.form }) }
  return {
    ...common,
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ api_type: 'json', ...sent.json }),
  }
}

/** Some answers repeat what was sent. A token that the answer itself brings stays readable: nothing else reads it. */
function withoutSecrets(text: string, { session, send: sent }: Call<unknown>): string {
  const form = sent && 'form' in sent ? sent.form : {}
  const secrets = [
    session.token,
    ...(session.hidden ?? []),
    session.basic?.split(':')[1],
    form['code'],
    form['refresh_token'],
    form['token'],
  ]
  return secrets.reduce<string>((rest, secret) => (secret ? rest.replaceAll(secret, '[hidden]') : rest), text)
}
