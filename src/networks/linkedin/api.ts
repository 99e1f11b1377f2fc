import type { z } from 'zod'

import { exchange } from '../exchange.ts'
import { type Answer, asJson, notUnderstood } from '../failures.ts'
import type { NetworkEnvironment, Outcome } from '../network.ts'
import { fromAnswer } from './failures.ts'
import type { Session } from './session.ts'

/** Of the versioned API: July 2026. A version works for about a year; the installation's option `version` names a later one. */
const usualVersion = '202607'

/** One call of the network's HTTP API. */
export interface Call<Value> {
  readonly session: Session
  readonly method?: 'GET' | 'POST' | 'DELETE'
  /** Below the base address, with everything in it percent-encoded. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** More of the query in Rest.li's own form, such as `timeRange=(start:1,end:2)`, whose signs must not be percent-encoded. */
  readonly restliQuery?: string
  readonly json?: unknown
  /** `X-RestLi-Method`, where the verb does not say it. */
  readonly restli?: 'PARTIAL_UPDATE' | 'FINDER'
  /** What the answer says; undefined where it cannot be understood. */
  readonly answer: (answer: Answer) => Value | undefined
  /** Would a request that arrived have made something visible? Then an unclear answer is an unknown outcome. */
  readonly final?: boolean
}

type Asking = Pick<NetworkEnvironment, 'fetch' | 'now' | 'signal' | 'options'>

/** Asks the network and says in our words what came of it. Tokens travel in a header and never into a reason. */
export async function ask<Value>(call: Call<Value>, environment: Asking): Promise<Outcome<Value>> {
  const url = new URL(`${call.session.api}/${call.path}`)
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value)
  if (call.restliQuery !== undefined) url.search += `${url.search === '' ? '' : '&'}${call.restliQuery}`
  const situation = { host: url.host, final: call.final === true, now: environment.now() }
  const came = await exchange({ url, init: asInit(call, environment), fetch: environment.fetch }, situation)
  if (!came.answered) return { ok: false, trouble: came.trouble }
  const text = call.session.secrets.reduce((rest, secret) => rest.replaceAll(secret, '[hidden]'), came.text)
  const answer = { response: came.response, text }
  if (![200, 201, 204].includes(answer.response.status)) return { ok: false, trouble: fromAnswer(answer, situation) }
  const value = call.answer(answer)
  return value === undefined ? { ok: false, trouble: notUnderstood(answer, situation) } : { ok: true, value }
}

/** Redirects are not followed: a POST would arrive elsewhere as something else. */
function asInit({ session, method = 'GET', json, restli, path }: Call<unknown>, { signal, options }: Asking): RequestInit {
  const isVersioned = path.startsWith('rest/')
  const headers: Record<string, string> = {
    accept: 'application/json',
    authorization: `Bearer ${session.token}`,
    'x-restli-protocol-version': '2.0.0',
    ...(isVersioned ? { 'linkedin-version': options['version'] ?? usualVersion } : {}),
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    ...(restli ? { 'x-restli-method': restli } : {}),
  }
  return { method, headers, signal, redirect: 'manual', ...(json === undefined ? {} : { body: JSON.stringify(json) }) }
}

/** An answer in JSON with these fields. */
export function body<Value>(schema: z.ZodType<Value>): (answer: Answer) => Value | undefined {
  return ({ response, text }) => (response.status === 200 ? schema.safeParse(asJson(text)).data : undefined)
}

/** An answer of this status, whatever it says. */
export function status(expected: number): (answer: Answer) => true | undefined {
  return ({ response }) => (response.status === expected ? true : undefined)
}

/** The id of what was made: it stands in a header, and the body is empty. */
export function madeUrn({ response }: Answer): string | undefined {
  const urn = response.headers.get('x-restli-id') ?? ''
  return response.status === 201 && /^urn:li:(?:share|ugcPost):\d+$/.test(urn) ? urn : undefined
}

/** A name of the network as a piece of a path. */
export function inPath(urn: string): string {
  return encodeURIComponent(urn)
}
