import { z } from 'zod'

import { cut, redact, requestFailureIn } from '#kit/http'

import type { Reason, Trouble } from '../network.ts'

/** What was being done when it failed. */
export interface Situation {
  readonly host: string
  readonly final: boolean
  readonly now: Temporal.Instant
}

export interface Answer {
  readonly response: Response
  readonly text: string
}

/** The request got no answer: whether it may have arrived decides. */
export function fromError(error: unknown, situation: Situation): Trouble {
  const failure = requestFailureIn(error)
  const params = { host: situation.host }
  const detail = shorten(error instanceof Error ? error.message : String(error))
  if (failure?.sent === false) {
    const code = failure.stage === 'refused' ? 'address-not-allowed' : failure.stage === 'aborted' ? 'stopped' : 'not-reached'
    return { kind: 'unavailable', reason: { code, params, detail } }
  }
  if (situation.final) return { kind: 'unknown-outcome', reason: { code: 'no-clear-answer', params, detail } }
  return { kind: 'unavailable', reason: { code: 'not-reached', params, detail } }
}

const errorSchema = z.object({ error: z.string(), message: z.string().optional(), error_description: z.string().optional() })

/** Every answer but a 200. */
export function fromAnswer(answer: Answer, situation: Situation): Trouble {
  const { status } = answer.response
  const said = errorSchema.safeParse(asJson(answer.text)).data
  if (status === 429) return slowDown(answer, situation)
  if (status < 400 || status >= 500 || status === 408 || status === 425) return notUnderstood(answer, situation)
  if (!said) return notUnderstood(answer, situation)
  const detail = shorten(`${status} ${said.error}: ${said.message ?? said.error_description ?? ''}`)
  const params = { host: situation.host }
  const meaning = named[said.error] ?? (status === 401 ? signedOut('signed-out') : { kind: 'rejected', code: 'refused' })
  return { kind: meaning.kind, reason: { code: meaning.code, params, detail } }
}

interface Meaning {
  readonly kind: 'rejected' | 'signed-out' | 'unavailable' | 'unknown-outcome'
  readonly code: string
}

/** The error names that mean more than "refused". `invalid_token` is how a DPoP-bound token says that it has run out. */
const named: Readonly<Record<string, Meaning>> = {
  ExpiredToken: signedOut('token-expired'),
  invalid_token: signedOut('token-expired'),
  InvalidToken: signedOut('signed-out'),
  AuthMissing: signedOut('signed-out'),
  AccountTakedown: signedOut('account-taken-down'),
  RepoTakendown: signedOut('account-taken-down'),
  AccountDeactivated: signedOut('account-deactivated'),
  RepoDeactivated: signedOut('account-deactivated'),
  ScopeMissingError: signedOut('right-missing'),
  ScopeMissing: signedOut('right-missing'),
  insufficient_scope: signedOut('right-missing'),
  AuthFactorTokenRequired: { kind: 'rejected', code: 'code-needed' },
  BlobNotFound: { kind: 'rejected', code: 'image-gone' },
  RecordNotFound: { kind: 'rejected', code: 'record-not-found' },
  InvalidSwap: { kind: 'unknown-outcome', code: 'key-taken' },
  use_dpop_nonce: { kind: 'unavailable', code: 'server-trouble' },
}

function signedOut(code: string): Meaning {
  return { kind: 'signed-out', code }
}

/** An answer that says neither yes nor no: a gateway's page, a 202, half a JSON document. */
export function notUnderstood(answer: Answer, situation: Situation): Trouble {
  const { status, headers } = answer.response
  const page = headers.get('content-type')?.includes('html') === true || /^\s*<(!doctype|html)/i.test(answer.text)
  const detail = shorten(`${status} ${answer.text.slice(0, 2000)}`)
  const reason = (code: string): Reason => ({ code, params: { host: situation.host }, detail })
  if (situation.final) return { kind: 'unknown-outcome', reason: reason('no-clear-answer') }
  return { kind: 'unavailable', reason: reason(page ? 'answered-web-page' : status >= 500 ? 'server-trouble' : 'not-understood') }
}

const usualPause = 60
const longestPause = 24 * 60 * 60

function slowDown(answer: Answer, { host, now }: Situation): Trouble {
  const seconds = Math.min(Math.max(pause(answer.response.headers, now), 1), longestPause)
  return {
    kind: 'slow-down',
    until: now.add({ seconds }),
    reason: { code: 'slow-down', params: { host }, detail: shorten(`429 ${answer.text}`) },
  }
}

/** In seconds, from `Retry-After` (seconds or a date) or the network's own `ratelimit-reset` (seconds since 1970). */
function pause(headers: Headers, now: Temporal.Instant): number {
  const after = headers.get('retry-after')?.trim()
  if (after && /^\d+$/.test(after)) return Number(after)
  const reset = headers.get('ratelimit-reset')?.trim()
  const at = after ? Date.parse(after) : reset && /^\d+$/.test(reset) ? Number(reset) * 1000 : Number.NaN
  return Number.isNaN(at) ? usualPause : Math.ceil((at - now.epochMilliseconds) / 1000)
}

/** The other side's words without secrets, short enough to keep. */
export function shorten(text: string): string {
  return cut(redact(text), 300)
}

/** undefined where the text is no JSON; no schema accepts that by accident. */
export function asJson(text: string): unknown {
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    return undefined // The caller says what an answer without JSON means.
  }
}
