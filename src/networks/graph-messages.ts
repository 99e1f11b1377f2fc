import { z } from 'zod'

import type { AccountAccess, InboxPage, InboxRequest, Outcome, PrivateFor, PrivateTo } from './network.ts'

const limitsSchema = z.object({ messages: z.boolean().default(false) })

/** Did the person allow Hearth to read and answer messages? Without that the network is not asked. */
export function mayMessage({ limits }: Pick<AccountAccess, 'limits'>): boolean {
  return limitsSchema.safeParse(limits).data?.messages ?? false
}

/** A page of a source that the network is not asked for. */
export async function nothingYet({ cursor }: InboxRequest): Promise<Outcome<InboxPage>> {
  return { ok: true, value: { items: [], cursor: cursor ?? {}, more: false } }
}

const commentTarget = z.object({ comment: z.string(), from: z.string() })
const longestAfter = { hours: 7 * 24 }

/** Comments are answered privately once each, within a week. */
export function privateTo({ kind, answerTo, at, limits }: PrivateFor, now: Temporal.Instant): PrivateTo {
  const target = commentTarget.safeParse(answerTo).data
  if (kind !== 'comment' || !target || target.from === '') return { refused: { code: 'private-comments-only' } }
  if (!mayMessage({ limits })) return { refused: { code: 'private-right-missing' } }
  if (Temporal.Instant.compare(at.add(longestAfter), now) < 0) return { refused: { code: 'private-too-late', params: { days: 7 } } }
  return { to: target, once: true }
}
