import type { z } from 'zod'

import type { Json } from '#kit/json'

import { exchange } from './exchange.ts'
import { type Answer, asJson, notUnderstood, type Situation } from './failures.ts'
import type { NetworkEnvironment, Outcome, Trouble } from './network.ts'

/** One request to an API of Google's, or to its tokens. */
export interface Call<Value> {
  /** Base address. */
  readonly api: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** For example /youtube/v3/videos. */
  readonly path: string
  /** A list is written as one parameter for each of its values. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>
  readonly send?: { readonly json: Json } | { readonly form: URLSearchParams } | Sent
  /** `Bearer …`. */
  readonly authorization?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Would a request that arrived have made something visible? Then an unclear answer is an unknown outcome. */
  readonly final?: boolean
  /** Only the fields read. An answer without a body is read as `{}`. */
  readonly answer: z.ZodType<Value>
}

/** Bytes of a kind. */
export interface Sent {
  readonly bytes: Uint8Array
  readonly type: string
}

type Asking = Pick<NetworkEnvironment, 'fetch' | 'now' | 'signal'>

/** How to ask an API of Google's. `fromAnswer` says in our words what every answer means that does not say yes. */
export function googleCalls(fromAnswer: (answer: Answer, situation: Situation) => Trouble) {
  return {
    ask: async <Value>(call: Call<Value>, environment: Asking): Promise<Outcome<Value>> => {
      const { url, situation, came } = await send(call, environment)
      if (!came.answered) return { ok: false, trouble: came.trouble }
      const { response, text } = came
      if (![200, 201, 204].includes(response.status)) return { ok: false, trouble: fromAnswer({ response, text }, situation) }
      const parsed = call.answer.safeParse(asJson(text))
      if (parsed.success) return { ok: true, value: parsed.data }
      return { ok: false, trouble: notUnderstood({ response, text }, { ...situation, host: url.host }) }
    },
    /** The same, answering with what came, for answers that are told by their status and headers. */
    send,
  }
}

async function send({ final = false, ...call }: Omit<Call<unknown>, 'answer'>, environment: Asking) {
  const url = new URL(call.path, call.api)
  for (const [name, value] of Object.entries(call.query ?? {})) for (const each of [value].flat()) url.searchParams.append(name, each)
  const situation: Situation = { host: url.host, final, now: environment.now() }
  const came = await exchange({ url, init: asInit(call, environment.signal), fetch: environment.fetch }, situation)
  return { url, situation, came }
}

/** Redirects are not followed: a POST would arrive elsewhere as something else, and 308 means of an upload that more is to come. */
function asInit({ method, send: sent, authorization, headers: more }: Omit<Call<unknown>, 'answer'>, signal: AbortSignal): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json', ...more }
  if (authorization !== undefined) headers['authorization'] = authorization
  const init: RequestInit = { method, headers, signal, redirect: 'manual' }
  if (sent === undefined) return init
  if ('form' in sent) return { ...init, body: sent.form }
  if ('json' in sent) {
    headers['content-type'] = 'application/json; charset=UTF-8'
    return { ...init, body: JSON.stringify(sent.json) }
  }
  headers['content-type'] = sent.type
  return { ...init, body: new Uint8Array(sent.bytes) }
}
