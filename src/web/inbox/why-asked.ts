import type { Reason } from '#contract/connections'
import type { SimilarAnswer } from '#contract/inbox'

import { refusalOf } from '../errors/refusal.ts'

/** What somebody else answered while this one was being written. */
export interface Meanwhile {
  readonly by: string
  readonly text: string
}

/** Nearly the same words that were sent before: the nearest of them, and how many there are. */
export interface Repeated {
  readonly similar: readonly SimilarAnswer[]
  readonly total: number
}

/** Why an answer is not sent before its writer has seen something. */
export type Asked = ({ readonly why: 'meanwhile' } & Meanwhile) | ({ readonly why: 'repeated' } & Repeated)

export function askedIn(error: unknown): Asked | undefined {
  const refusal = refusalOf(error)
  if (typeof refusal?.data !== 'object' || refusal.data === null) return undefined
  const { code, data } = refusal
  if (code === 'ANSWERED_MEANWHILE' && 'by' in data && 'text' in data && typeof data.by === 'string' && typeof data.text === 'string')
    return { why: 'meanwhile', by: data.by, text: data.text }
  if (code === 'REPEATED' && 'similar' in data && 'total' in data && Array.isArray(data.similar) && typeof data.total === 'number')
    return { why: 'repeated', similar: data.similar.filter(isSimilar), total: data.total }
  return undefined
}

function isSimilar(value: unknown): value is SimilarAnswer {
  if (typeof value !== 'object' || value === null) return false
  return 'threadId' in value && 'at' in value && 'text' in value && 'to' in value && 'network' in value && 'kind' in value
}

/** Why the network would refuse it. */
export function findingsIn(error: unknown): readonly Reason[] | undefined {
  const refusal = refusalOf(error)
  if (refusal?.code !== 'NOT_ACCEPTED' || typeof refusal.data !== 'object' || refusal.data === null) return undefined
  if (!('findings' in refusal.data) || !Array.isArray(refusal.data.findings)) return undefined
  return refusal.data.findings.flatMap((finding: unknown) =>
    typeof finding === 'object' && finding !== null && 'reason' in finding && isReason(finding.reason) ? [finding.reason] : [],
  )
}

const isReason = (value: unknown): value is Reason =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'
