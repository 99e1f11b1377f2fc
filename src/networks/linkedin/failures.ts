import { z } from 'zod'

import { type Answer, asJson, notUnderstood, shorten, type Situation, slowDown } from '../failures.ts'
import type { Reason, Trouble } from '../network.ts'

const errorSchema = z.object({
  message: z.string().catch(''),
  code: z.string().catch(''),
  errorDetails: z
    .object({ inputErrors: z.array(z.object({ code: z.string().catch('') })).catch([]) })
    .optional()
    .catch(undefined),
})
type Said = z.infer<typeof errorSchema>

/** Every answer but a 200, 201 or 204. */
export function fromAnswer(answer: Answer, situation: Situation): Trouble {
  const { status, headers } = answer.response
  const said = errorSchema.safeParse(asJson(answer.text)).data
  if (status === 429) return headers.has('retry-after') ? slowDown(answer, situation) : untilReset(answer, said, situation)
  const isClear = status >= 400 && status < 500 && status !== 408 && status !== 409 && status !== 425
  if (!isClear || !said || (said.message === '' && said.code === '' && status !== 401)) return notUnderstood(answer, situation)
  return meaningOf(status, said, (code, params) => ({
    code,
    params: { host: situation.host, ...params },
    detail: shorten(`${status} ${said.code} ${said.message}`),
  }))(situation)
}

/** The limits of a day begin anew at midnight, UTC. */
function untilReset(answer: Answer, said: Said | undefined, situation: Situation): Trouble {
  if (!/\bDAY\b/i.test(said?.message ?? '')) return slowDown(answer, situation)
  const tomorrow = situation.now.toZonedDateTimeISO('UTC').startOfDay().add({ days: 1 }).toInstant()
  const reason = { code: 'day-used-up', params: { host: situation.host }, detail: shorten(`429 ${said?.message ?? ''}`) }
  return { kind: 'slow-down', until: tomorrow, reason }
}

type Explain = (code: string, params?: Reason['params']) => Reason

function meaningOf(status: number, said: Said, reason: Explain): (situation: Situation) => Trouble {
  const codes = [said.code, ...(said.errorDetails?.inputErrors.map(({ code }) => code) ?? [])]
  const has = (pattern: RegExp) => codes.some((code) => pattern.test(code))
  if (status === 401) return () => ({ kind: 'signed-out', reason: reason(has(/REVOKED/) ? 'signed-out' : 'token-expired') })
  if (status === 426 || has(/^(?:NONEXISTENT_VERSION|VERSION_MISSING)$/))
    return () => ({ kind: 'unavailable', reason: reason('version-over') })
  if (status === 403 && has(/^ACCESS_DENIED$/)) return () => ({ kind: 'signed-out', reason: reason('right-missing') })
  const twin = duplicateOf(status, said.message)
  if (twin !== undefined) return () => ({ kind: 'rejected', reason: reason('duplicate', { urn: twin }) })
  if (has(/^MEDIA_ASSET_PROCESSING$/)) {
    return ({ now }) => ({ kind: 'slow-down', processing: true, until: now.add({ seconds: 10 }), reason: reason('being-processed') })
  }
  if (has(/^MEDIA_ASSET_(?:WAITING_UPLOAD|NOT_FOUND)$/)) return () => ({ kind: 'unavailable', reason: reason('upload-gone') })
  if (has(/^MEDIA_ASSET_/)) return () => ({ kind: 'rejected', reason: reason('media-refused') })
  return () => ({ kind: 'rejected', reason: reason(status === 404 ? 'post-not-found' : 'refused') })
}

/** The words are there already; the answer names the post that says them. */
function duplicateOf(status: number, message: string): string | undefined {
  return status === 422 ? /duplicate of (urn:li:(?:share|ugcPost|activity):\d+)/i.exec(message)?.[1] : undefined
}
