import type { z } from 'zod'

import type { Json } from '#kit/json'

import { exchange } from '../exchange.ts'
import { asJson, notUnderstood } from '../failures.ts'
import type { NetworkEnvironment, Outcome } from '../network.ts'
import { fromAnswer } from './failures.ts'

/** One request to X's API. */
export interface Call<Answer> {
  /** Base address of the API. */
  readonly api: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** For example /2/tweets. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly send?: { readonly json: Json } | { readonly form: FormData | URLSearchParams }
  /** `Bearer …`, or `Basic …` where the app itself asks. */
  readonly authorization?: string
  /** Only the fields read. */
  readonly answer: z.ZodType<Answer>
  /** Would a request that arrived have made something visible? Then an unclear answer is an unknown outcome. */
  readonly final?: boolean
}

type Asking = Pick<NetworkEnvironment, 'fetch' | 'now' | 'signal'>

/** Asks X and says in our words what came of it. */
export async function ask<Answer>(call: Call<Answer>, environment: Asking): Promise<Outcome<Answer>> {
  const url = new URL(call.path, call.api)
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value)
  const situation = { host: url.host, final: call.final === true, now: environment.now() }
  const came = await exchange({ url, init: asInit(call, environment.signal), fetch: environment.fetch }, situation)
  if (!came.answered) return { ok: false, trouble: came.trouble }
  const { response, text } = came
  if (response.status !== 200 && response.status !== 201) return { ok: false, trouble: fromAnswer({ response, text }, situation) }
  const parsed = call.answer.safeParse(asJson(text))
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, trouble: notUnderstood({ response, text }, situation) }
}

/** Redirects are not followed: a POST would arrive elsewhere as something else. */
function asInit({ method, send, authorization }: Call<unknown>, signal: AbortSignal): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (authorization !== undefined) headers['authorization'] = authorization
  const init: RequestInit = { method, headers, signal, redirect: 'manual' }
  if (send === undefined) return init
  if ('form' in send) return { ...init, body: send.form }
  headers['content-type'] = 'application/json'
  return { ...init, body: JSON.stringify(send.json) }
}
