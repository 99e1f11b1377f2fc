import { z } from 'zod'

import type { Json } from '#kit/json'
import { version } from '#kit/version'

import { exchange } from '../exchange.ts'
import { asJson, notUnderstood } from '../failures.ts'
import type { NetworkEnvironment, Trouble } from '../network.ts'
import { fromAnswer } from './failures.ts'

/** One request to a server. */
export interface Call<Answer> {
  /** Its origin. */
  readonly server: string
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Beginning with a slash, or a whole address on the same server. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly send?: { readonly json: Json } | { readonly form: FormData }
  /** Only the fields read. */
  readonly answer: z.ZodType<Answer>
  /** Would a request that arrived have made something visible? Then an unclear answer is an unknown outcome. */
  readonly final?: boolean
  readonly token?: string
  readonly idempotencyKey?: string
  /** Statuses that mean success; 200 alone unless said. */
  readonly good?: readonly number[]
  /** Only where nothing secret is sent: a server may have moved. */
  readonly followsRedirects?: boolean
}

export type Asking = Pick<NetworkEnvironment, 'fetch' | 'now' | 'signal'>

export type Asked<Answer> =
  | { readonly ok: true; readonly value: Answer; readonly response: Response }
  /** `status` where there was an answer at all. */
  | { readonly ok: false; readonly trouble: Trouble; readonly status?: number }

/** Some servers refuse requests that do not say what sends them. */
const userAgent = `Hearth/${version}`

/** Asks a server and says in our words what came of it. */
export async function ask<Answer>(call: Call<Answer>, environment: Asking): Promise<Asked<Answer>> {
  const url = new URL(call.path, call.server)
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value)
  const situation = { host: url.host, final: call.final === true, now: environment.now() }
  const came = await exchange({ url, init: asInit(call, environment.signal), fetch: environment.fetch }, situation)
  if (!came.answered) return { ok: false, trouble: came.trouble }
  const { response, text } = came
  const { status } = response
  if (!(call.good ?? [200]).includes(status)) return { ok: false, trouble: fromAnswer({ response, text }, situation), status }
  const parsed = call.answer.safeParse(asJson(text))
  if (!parsed.success) return { ok: false, trouble: notUnderstood({ response, text }, situation), status }
  return { ok: true, value: parsed.data, response }
}

function asInit({ method = 'GET', send, token, idempotencyKey, followsRedirects }: Call<unknown>, signal: AbortSignal): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': userAgent }
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`
  if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey
  const init: RequestInit = { method, headers, signal, redirect: followsRedirects === true ? 'follow' : 'manual' }
  if (send === undefined) return init
  if ('form' in send) return { ...init, body: send.form }
  return { ...init, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(send.json) }
}

export const idSchema = z.object({ id: z.string() })

/** Only what is read of a post. */
export const statusSchema = z.object({
  id: z.string(),
  created_at: z.string(),
  url: z.string().nullish(),
  uri: z.string(),
  in_reply_to_id: z.string().nullish(),
  visibility: z.string(),
  spoiler_text: z.string().nullish(),
  content: z.string(),
  media_attachments: z.array(idSchema).default([]),
  poll: z.object({ options: z.array(z.object({ title: z.string() })) }).nullish(),
  /** The app that made it; told to the author, where the server tells at all. */
  application: z.object({ name: z.string() }).nullish(),
  reblog: z.unknown().nullish(),
  /** Since 4.5; other software means other things by it. The post is told only while its author lets it be quoted. */
  quote: z
    .object({ quoted_status: z.object({ id: z.string() }).nullish() })
    .nullish()
    .catch(undefined),
  /** Who may quote it (4.5): `current_user` is `automatic`, `manual`, `denied` or `unknown`. */
  quote_approval: z.object({ current_user: z.string() }).nullish().catch(undefined),
})

export type Status = z.infer<typeof statusSchema>

export const accountSchema = z.object({
  id: z.string(),
  username: z.string(),
  /** The name with its server, which people of this server go without. */
  acct: z.string().nullish(),
  display_name: z.string().nullish(),
  url: z.string().nullish(),
  avatar: z.string().nullish(),
  followers_count: z.int().nullish().catch(undefined),
})

export type Profile = z.infer<typeof accountSchema>
