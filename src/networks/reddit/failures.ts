import { z } from 'zod'

import { type Answer, asJson, notUnderstood, shorten, type Situation, slowDown } from '../failures.ts'
import type { Reason, Trouble } from '../network.ts'

/** The API's refusals name their status in themselves; a page of whoever stands before it does not. */
const errorSchema = z.object({ error: z.number(), message: z.string().catch(''), reason: z.string().nullish() })

/** Every answer but a 200. */
export function fromAnswer(answer: Answer, situation: Situation): Trouble {
  const { status, headers } = answer.response
  if (status === 429) return slowDown(answer, situation, resetIn(headers, situation))
  if (status === 302 && !situation.final && /\/subreddits\/search/.test(headers.get('location') ?? ''))
    return { kind: 'rejected', reason: { code: 'community-not-there' } }
  const said = errorSchema.safeParse(asJson(answer.text)).data
  if (said?.error !== status || status < 400 || status >= 500) return notUnderstood(answer, situation)
  const reason = (code: string): Reason => ({
    code,
    params: { host: situation.host },
    detail: shorten(`${status} ${said.reason ?? said.message}`),
  })
  if (status === 401) return { kind: 'signed-out', reason: reason('token-expired') }
  return { kind: 'rejected', reason: reason(meanings[said.reason ?? ''] ?? (status === 404 ? 'not-there' : 'refused')) }
}

/** Why a community is closed to everybody, or to this account. */
const meanings: Readonly<Record<string, string>> = {
  private: 'community-private',
  gold_only: 'community-private',
  quarantined: 'community-quarantined',
  banned: 'community-not-there',
}

/** When the network counts anew, in milliseconds since 1970; its header says in how many seconds. */
function resetIn(headers: Headers, { now }: Situation): number {
  const seconds = Number(headers.get('x-ratelimit-reset') ?? Number.NaN)
  return now.epochMilliseconds + seconds * 1000
}
