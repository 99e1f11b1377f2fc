import { z } from 'zod'

import { type Answer, asJson, notUnderstood, shorten, type Situation, slowDown } from '../failures.ts'
import type { Reason, Trouble } from '../network.ts'

/** As the OpenAPI document has it. The token host sometimes leaves out the code. */
const errorSchema = z.object({ code: z.number().catch(0), message: z.string() })

/** “Your token does not have sufficient permissions”, as seen in github.com/pinterest/api-quickstart/issues/97. */
const scopeMissing = 3

/** Every answer that is not what was asked for. `missing`: what a 404 means here. */
export function fromAnswer(answer: Answer, situation: Situation & { readonly missing?: string | undefined }): Trouble {
  const { status, headers } = answer.response
  if (status === 429) return slowDown(answer, situation, resetIn(headers, situation.now))
  const said = errorSchema.safeParse(asJson(answer.text)).data
  if (!said || !isRefusal(status)) return notUnderstood(answer, situation)
  const detail = shorten(`${status} ${said.code}: ${said.message}`)
  const reason = (code: string): Reason => ({ code, params: { host: situation.host }, detail })
  if (status === 401) return { kind: 'signed-out', reason: reason(said.code === scopeMissing ? 'right-missing-now' : 'token-expired') }
  if (status === 404) return { kind: 'rejected', reason: reason(situation.missing ?? 'refused') }
  return { kind: 'rejected', reason: reason(status === 403 ? refusedFor(said.message) : 'refused') }
}

/** 408 and 425 say that it was not looked at, or not to the end. */
function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 425
}

/** “Apps with Trial access may not create Pins in production”: github.com/gitroomhq/postiz-app/issues/1084. The code is the same as for any other right that is not there. */
function refusedFor(message: string): string {
  return /trial access/i.test(message) ? 'trial-access' : 'not-permitted'
}

/** In milliseconds since 1970. The proxy before the API (Envoy) counts in seconds from now. https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/rate_limit_filter */
function resetIn(headers: Headers, now: Temporal.Instant): number {
  const seconds = headers.get('x-ratelimit-reset')?.split(',')[0]?.trim() ?? ''
  return /^\d+$/.test(seconds) ? now.epochMilliseconds + Number(seconds) * 1000 : Number.NaN
}
