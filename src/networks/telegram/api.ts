import { z } from 'zod'

import type { Json } from '#kit/json'

import { exchange } from '../exchange.ts'
import { asJson, notUnderstood } from '../failures.ts'
import type { NetworkEnvironment, Outcome } from '../network.ts'
import { fromAnswer } from './failures.ts'
import { multipart } from './multipart.ts'

/** One call of the Bot API. The token stands in its path, so an address is never told to anybody. */
export interface Call<Answer> {
  readonly host: string
  readonly token: string
  readonly method: string
  readonly parameters?: { readonly [name: string]: Json }
  /** Files by the names under which parameters mean them: `attach://<name>`. */
  readonly files?: ReadonlyMap<string, File>
  /** Only the fields read. */
  readonly answer: z.ZodType<Answer>
  /** Would a request that arrived have made something visible? Then an unclear answer is an unknown outcome. */
  readonly final?: boolean
}

export type Asking = Pick<NetworkEnvironment, 'fetch' | 'now' | 'signal'>

const frameSchema = z.object({ ok: z.literal(true), result: z.unknown() })

export async function ask<Answer>(call: Call<Answer>, environment: Asking): Promise<Outcome<Answer>> {
  const url = new URL(`${call.host}/bot${call.token}/${call.method}`)
  const situation = { host: url.host, final: call.final === true, now: environment.now() }
  const init: RequestInit = { method: 'POST', redirect: 'manual', signal: environment.signal, ...bodyOf(call) }
  const came = await exchange({ url, init, fetch: environment.fetch }, situation)
  if (!came.answered) return { ok: false, trouble: came.trouble }
  const { response } = came
  const text = came.text.replaceAll(call.token, '[hidden]')
  if (response.status !== 200) return { ok: false, trouble: fromAnswer({ response, text }, situation) }
  const frame = frameSchema.safeParse(asJson(text)).data
  const result = call.answer.safeParse(frame?.result)
  if (!frame || !result.success) return { ok: false, trouble: notUnderstood({ response, text }, situation) }
  return { ok: true, value: result.data }
}

/** JSON, unless files go with it: then a form, in which everything that is no text is written as JSON. */
function bodyOf({ parameters = {}, files }: Call<unknown>): Pick<RequestInit, 'body' | 'headers'> {
  if (!files || files.size === 0) return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(parameters) }
  const texts = Object.entries(parameters).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])
  return multipart(Object.fromEntries(texts), files)
}
