import { z } from 'zod'

import { type Answer, asJson, notUnderstood, shorten, type Situation, slowDown } from '../failures.ts'
import { fromGoogleSignIn } from '../google-failures.ts'
import type { Trouble } from '../network.ts'

/** Errors of Google's APIs. */
const errorSchema = z.object({
  error: z.object({
    message: z.string().optional(),
    status: z.string().optional(),
    errors: z.array(z.object({ reason: z.string().optional(), message: z.string().optional() })).optional(),
  }),
})

/** Every answer but those that say yes. */
export function fromAnswer(answer: Answer, situation: Situation): Trouble {
  const { status } = answer.response
  const said = errorSchema.safeParse(asJson(answer.text)).data?.error
  const reasons = (said?.errors ?? []).flatMap(({ reason }) => reason ?? [])
  const isPause = status === 429 || reasons.some((reason) => pauses.has(reason))
  if (isPause) return slowDown(answer, situation)
  if (status < 400 || status >= 500 || status === 408 || status === 425) return notUnderstood(answer, situation)
  if (!said) return fromGoogleSignIn(answer, situation)
  const detail = shorten(`${status} ${[...reasons, said.message ?? said.status ?? ''].join(': ')}`)
  const params = { host: situation.host }
  const waiting = waitingFor(reasons, situation.now)
  if (waiting) return { kind: 'slow-down', until: waiting.until, reason: { code: waiting.code, params, detail } }
  if (status === 401) return { kind: 'signed-out', reason: { code: 'token-expired', params, detail } }
  const code = reasons.map((reason) => meanings[reason]).find((each) => each !== undefined) ?? 'refused'
  return { kind: code === 'right-missing' ? 'signed-out' : 'rejected', reason: { code, params, detail } }
}

/** Too many calls in a short time, which a pause gets over; unlike the quota of a day. */
const pauses = new Set(['rateLimitExceeded', 'userRateLimitExceeded', 'uploadRateLimitExceeded'])

const meanings: Readonly<Record<string, string>> = {
  insufficientPermissions: 'right-missing',
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: 'right-missing',
  accessNotConfigured: 'api-not-enabled',
  youtubeSignupRequired: 'no-channel',
  channelClosed: 'channel-closed',
  channelSuspended: 'channel-closed',
  authenticatedUserAccountClosed: 'channel-closed',
  authenticatedUserAccountSuspended: 'channel-closed',
  videoNotFound: 'video-gone',
  playlistNotFound: 'playlist-gone',
  invalidTitle: 'title-refused',
  invalidDescription: 'description-refused',
  invalidTags: 'tags-refused',
  invalidCategoryId: 'category-refused',
  forbiddenPrivacySetting: 'kept-private',
  commentsDisabled: 'comments-off',
  commentNotFound: 'comment-gone',
  parentCommentNotFound: 'comment-gone',
  processingFailure: 'comment-refused',
  ineligibleAccount: 'comment-refused',
  captionExists: 'captions-exist',
}

/** The quota of a day begins anew at midnight on the Pacific coast. When a channel that has uploaded too much may go on, YouTube does not say. */
function waitingFor(
  reasons: readonly string[],
  now: Temporal.Instant,
): { readonly until: Temporal.Instant; readonly code: string } | undefined {
  if (reasons.includes('quotaExceeded') || reasons.includes('dailyLimitExceeded')) return { until: midnightAfter(now), code: 'quota-used' }
  return reasons.includes('uploadLimitExceeded') ? { until: now.add({ hours: 1 }), code: 'upload-limit' } : undefined
}

function midnightAfter(now: Temporal.Instant): Temporal.Instant {
  const there = now.toZonedDateTimeISO('America/Los_Angeles')
  return there.toPlainDate().add({ days: 1 }).toZonedDateTime('America/Los_Angeles').toInstant()
}
