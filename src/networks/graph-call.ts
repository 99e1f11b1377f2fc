import type { z } from 'zod'

import { exchange } from './exchange.ts'
import { type Answer, asJson, notUnderstood, type Situation } from './failures.ts'
import type { NetworkEnvironment, Outcome, Trouble } from './network.ts'

/** One call of the Graph API, which several networks speak. */
export interface GraphCall<Answered> {
  /** Base address of the host asked, without a slash at the end. */
  readonly host: string
  /** Without a slash in front, with the version where there is one. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** What is sent makes it a POST. */
  readonly form?: Readonly<Record<string, string>>
  readonly method?: 'DELETE'
  /** Only the fields read. */
  readonly answer: z.ZodType<Answered>
  /** Would a request that arrived have made something visible? Then an unclear answer is an unknown outcome. */
  readonly final?: boolean
  readonly token?: string
}

export type GraphEnvironment = Pick<NetworkEnvironment, 'fetch' | 'now' | 'signal'>

/** Asks and says in our words what came of it. Tokens travel in a header and never into a reason. `fromAnswer` tells what an answer other than 200 means. */
export async function askGraph<Answered>(
  call: GraphCall<Answered>,
  environment: GraphEnvironment,
  fromAnswer: (answer: Answer, situation: Situation) => Trouble,
): Promise<Outcome<Answered>> {
  const url = new URL(`${call.host}/${call.path}`)
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value)
  const situation = { host: url.host, final: call.final === true, now: environment.now() }
  const came = await exchange({ url, init: asInit(call, environment.signal), fetch: environment.fetch }, situation)
  if (!came.answered) return { ok: false, trouble: came.trouble }
  const { response } = came
  const text = withoutSecrets(came.text, call)
  if (response.status !== 200) return { ok: false, trouble: fromAnswer({ response, text }, situation) }
  const parsed = call.answer.safeParse(asJson(text))
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, trouble: notUnderstood({ response, text }, situation) }
}

/** Redirects are not followed: a POST would arrive elsewhere as something else. */
function asInit({ token, form, method }: GraphCall<unknown>, signal: AbortSignal): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`
  const common: RequestInit = { headers, signal, redirect: 'manual', ...(method ? { method } : {}) }
  return form ? { ...common, method: 'POST', body: new URLSearchParams(form) } : common
}

/** Some answers repeat what was sent. Only where the answer is no new token. */
function withoutSecrets(text: string, { token, query = {}, form = {} }: GraphCall<unknown>): string {
  const secrets = [token, query['access_token'], query['client_secret'], query['input_token'], form['client_secret'], form['code']]
  return secrets.reduce<string>((rest, secret) => (secret ? rest.replaceAll(secret, '[hidden]') : rest), text)
}
