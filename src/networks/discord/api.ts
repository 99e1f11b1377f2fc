import { z } from 'zod'

import type { Json } from '#kit/json'
import { version } from '#kit/version'

import { exchange } from '../exchange.ts'
import { asJson, notUnderstood } from '../failures.ts'
import type { NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { fromAnswer } from './failures.ts'
import type { Session } from './session.ts'

/** One request. */
export interface Call<Answer> {
  /** Where the API begins. */
  readonly api: string
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below it, without a slash before. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly send?: { readonly json: Json } | { readonly form: FormData }
  /** Only the fields read. */
  readonly answer: z.ZodType<Answer>
  /** Would a request that arrived have made something visible? Then an unclear answer is an unknown outcome. */
  readonly final?: boolean
  /** Of a bot, shown in a header; a webhook's is in its path. */
  readonly bot?: string
  /** No answer may repeat it. */
  readonly secret: string
  /** The one status that means success; 200 unless said. */
  readonly good?: number
}

type Asking = Pick<NetworkEnvironment, 'fetch' | 'now' | 'signal'>

/** The form that the network wants of whoever speaks to it, else its gateway refuses (docs.discord.com/developers/reference#user-agent). */
const userAgent = `DiscordBot (Hearth, ${version})`

/** Asks, and says in our words what came of it. */
export async function ask<Answer>(call: Call<Answer>, environment: Asking): Promise<Outcome<Answer>> {
  const url = new URL(`${call.api}/${call.path}`)
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value)
  const situation = { host: url.host, final: call.final === true, now: environment.now() }
  const came = await exchange({ url, init: asInit(call, environment.signal), fetch: environment.fetch }, situation)
  if (!came.answered) return { ok: false, trouble: withoutSecret(came.trouble, call.secret) }
  const { response } = came
  const text = came.text.replaceAll(call.secret, '[hidden]')
  if (response.status !== (call.good ?? 200)) return { ok: false, trouble: fromAnswer({ response, text }, situation) }
  const parsed = call.answer.safeParse(asJson(came.text))
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, trouble: notUnderstood({ response, text }, situation) }
}

/** A client's words may name the whole address. */
function withoutSecret(trouble: Trouble, secret: string): Trouble {
  const { detail } = trouble.reason
  return detail?.includes(secret) ? { ...trouble, reason: { ...trouble.reason, detail: detail.replaceAll(secret, '[hidden]') } } : trouble
}

function asInit({ method = 'GET', send, bot }: Call<unknown>, signal: AbortSignal): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': userAgent }
  if (bot !== undefined) headers['authorization'] = `Bot ${bot}`
  // A redirect would carry the token of a webhook elsewhere.
  const init: RequestInit = { method, headers, signal, redirect: 'manual' }
  if (send === undefined) return init
  if ('form' in send) return { ...init, body: send.form }
  return { ...init, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(send.json) }
}

/** What every call in an account's name begins with. */
export function callOf(session: Session): { readonly api: string; readonly secret: string; readonly bot?: string } {
  const { api, token, way } = session
  return { api, secret: token, ...(way === 'bot' ? { bot: token } : {}) }
}

/** Below the API, where a webhook lives. */
export function webhookPath({ webhook, token }: { readonly webhook: string; readonly token: string }): string {
  return `webhooks/${webhook}/${token}`
}

/** Where a message stands for whoever made it. */
export function messageCall(session: Session, { channel, id }: { readonly channel: string; readonly id: string }) {
  if (session.way === 'bot') return { path: `channels/${channel}/messages/${id}` }
  const thread: Readonly<Record<string, string>> = channel === session.channel ? {} : { thread_id: channel }
  return { path: `${webhookPath(session)}/messages/${id}`, query: thread }
}

/** 204: done, and nothing to say. */
export const nothing = z.unknown()
