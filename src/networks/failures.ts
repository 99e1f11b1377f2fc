import { cut, redact, requestFailureIn } from '#kit/http'

import type { Reason, Trouble } from './network.ts'

/** What was being done when it failed. */
export interface Situation {
  readonly host: string
  /** Would the request, if it arrived, have made something visible? Then an unclear answer is an unknown outcome. */
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

/** A 429. `Retry-After` (seconds or a date) decides, else `reset`: when the network's own header says the pause is over, in milliseconds since 1970. */
export function slowDown(answer: Answer, { host, now }: Situation, reset = Number.NaN): Trouble {
  const seconds = Math.min(Math.max(pause({ after: answer.response.headers.get('retry-after'), reset }, now), 1), longestPause)
  return {
    kind: 'slow-down',
    until: now.add({ seconds }),
    reason: { code: 'slow-down', params: { host }, detail: shorten(`429 ${answer.text}`) },
  }
}

/** In seconds. */
function pause({ after, reset }: { readonly after: string | null; readonly reset: number }, now: Temporal.Instant): number {
  const asked = after?.trim()
  if (asked && /^\d+$/.test(asked)) return Number(asked)
  const at = asked ? Date.parse(asked) : reset
  return Number.isNaN(at) ? usualPause : Math.ceil((at - now.epochMilliseconds) / 1000)
}

/** Many tokens have no mark by which they could be known but their length. */
const opaque = /[\w-]{32,}/g

/** The other side's words without secrets, short enough to keep. */
export function shorten(text: string): string {
  return cut(redact(text).replace(opaque, '[hidden]'), 300)
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
