import { z } from 'zod'

import { exchange } from '../exchange.ts'
import { type Answer, asJson, notUnderstood, shorten, type Situation, slowDown } from '../failures.ts'
import type { NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import type { SignedIn } from './session.ts'

interface Call<Value> extends SignedIn {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  readonly path: string
  readonly body?: { readonly json: unknown } | { readonly picture: Uint8Array; readonly mimeType: string }
  readonly answer: z.ZodType<Value>
  /** Makes something visible. */
  readonly final?: true
}

/** `code` is the network's own word for what went wrong. */
type Asked<Value> = Outcome<Value> & { readonly code?: string }

/** Asks Parlour one thing. */
export async function ask<Value>(call: Call<Value>, { fetch, now, signal }: NetworkEnvironment): Promise<Asked<Value>> {
  const url = new URL(`${call.address}/v1/${call.path}`)
  const situation = { host: url.host, final: call.final === true, now: now() }
  const answer = await exchange({ url, init: { ...initOf(call), signal }, fetch }, situation)
  if (!answer.answered) return { ok: false, trouble: answer.trouble }
  const { status } = answer.response
  const read = call.answer.safeParse(asJson(answer.text))
  if (read.success && status >= 200 && status < 300 && status !== 202) return { ok: true, value: read.data }
  const said = refusalSchema.safeParse(asJson(answer.text)).data
  return { ok: false, trouble: troubleOf(answer, situation, said), ...(said ? { code: said.error } : {}) }
}

function initOf({ method, key, body }: Call<unknown>): RequestInit {
  const headers = { authorization: `Bearer ${key}` }
  if (!body) return { method, headers }
  if ('json' in body) return { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body.json) }
  return { method, headers: { ...headers, 'content-type': body.mimeType }, body: Buffer.from(body.picture) }
}

const refusalSchema = z.object({ error: z.string(), message: z.string().catch('') })

/** Every answer that is no plain yes. */
function troubleOf(answer: Answer, situation: Situation, said: z.infer<typeof refusalSchema> | undefined): Trouble {
  const { status } = answer.response
  if (status === 429) return slowDown(answer, situation)
  if (!said || status < 400 || status >= 500) return notUnderstood(answer, situation)
  const reason = { params: { host: situation.host }, detail: shorten(`${status} ${said.error}: ${said.message}`) }
  if (said.error === 'no-such-key') return { kind: 'signed-out', reason: { code: 'signed-out', ...reason } }
  return { kind: 'rejected', reason: { code: 'refused', ...reason } }
}
