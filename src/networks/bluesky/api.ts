import { z } from 'zod'

import type { Json } from '#kit/json'

import { exchange } from '../exchange.ts'
import { asJson, notUnderstood } from '../failures.ts'
import type { NetworkEnvironment, Outcome } from '../network.ts'
import { fromAnswer } from './failures.ts'

/** One call of a method of the network's HTTP API (XRPC). */
export interface Call<Answer> {
  /** Base address of the server asked. */
  readonly server: string
  /** For example com.atproto.repo.getRecord. */
  readonly method: string
  /** A list of pairs where a name comes several times. */
  readonly query?: Readonly<Record<string, string>> | readonly [string, string][]
  /** What is sent makes it a POST. */
  readonly send?: { readonly json: Json } | { readonly bytes: Uint8Array<ArrayBuffer>; readonly mimeType: string } | 'nothing'
  /** Only the fields read. */
  readonly answer: z.ZodType<Answer>
  /** Statuses besides 200 that may carry what was asked for. */
  readonly alsoAnswers?: readonly number[]
  /** Would a request that arrived have made something visible? Then an unclear answer is an unknown outcome. */
  readonly final?: boolean
  readonly token?: string
}

type Asking = Pick<NetworkEnvironment, 'fetch' | 'now' | 'signal'>

/** Asks a server and says in our words what came of it. */
export async function ask<Answer>(call: Call<Answer>, environment: Asking): Promise<Outcome<Answer>> {
  const url = new URL(`/xrpc/${call.method}`, call.server)
  for (const [name, value] of pairsOf(call.query)) url.searchParams.append(name, value)
  const situation = { host: url.host, final: call.final === true, now: environment.now() }
  const came = await exchange({ url, init: asInit(call, environment.signal), fetch: environment.fetch }, situation)
  if (!came.answered) return { ok: false, trouble: came.trouble }
  const { response, text } = came
  const [isOk, isAlso] = [response.status === 200, call.alsoAnswers?.includes(response.status) === true]
  const parsed = isOk || isAlso ? call.answer.safeParse(asJson(text)) : undefined
  if (parsed?.success) return { ok: true, value: parsed.data }
  return { ok: false, trouble: isOk ? notUnderstood({ response, text }, situation) : fromAnswer({ response, text }, situation) }
}

function pairsOf(query: Call<unknown>['query'] = []): readonly [string, string][] {
  return Array.isArray(query) ? query : Object.entries(query)
}

/** Redirects are not followed: a POST would arrive elsewhere as something else. */
function asInit(call: Call<unknown>, signal: AbortSignal): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (call.token) headers['authorization'] = `Bearer ${call.token}`
  const { send } = call
  if (send === undefined) return { headers, signal, redirect: 'manual' }
  if (send === 'nothing') return { method: 'POST', headers, signal, redirect: 'manual' }
  headers['content-type'] = 'json' in send ? 'application/json' : send.mimeType
  return { method: 'POST', headers, signal, redirect: 'manual', body: 'json' in send ? JSON.stringify(send.json) : send.bytes }
}

const link = z.object({ $link: z.string() })

/** A file the server keeps for a record. */
export const blobSchema = z.object({ $type: z.literal('blob'), ref: link, mimeType: z.string(), size: z.number() })

export const strongRefSchema = z.object({ uri: z.string(), cid: z.string() })

export type StrongRef = z.infer<typeof strongRefSchema>
