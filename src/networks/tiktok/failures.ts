import { z } from 'zod'

import { type Answer, asJson, notUnderstood, shorten, type Situation, slowDown } from '../failures.ts'
import type { Reason, Trouble } from '../network.ts'

/** Every answer is wrapped with one of these; `ok` where nothing is wrong. The host for tokens says it more shortly. */
const errorSchema = z.union([
  z.object({ error: z.object({ code: z.string(), message: z.string().catch('') }) }).transform(({ error }) => error),
  z
    .object({ error: z.string(), error_description: z.string().catch('') })
    .transform(({ error: code, error_description: message }) => ({ code, message })),
])

/** Every answer that is not what was asked for. The code decides; only an answer without one is judged by its status. */
export function fromAnswer(answer: Answer, situation: Situation): Trouble {
  const { status } = answer.response
  const said = errorSchema.safeParse(asJson(answer.text)).data
  if (status === 429 || said?.code === 'rate_limit_exceeded') return slowDown(answer, situation)
  if (!said || said.code === 'ok') return notUnderstood(answer, situation)
  const { host, final, now } = situation
  const reason = (code: string): Reason => ({ code, params: { host }, detail: shorten(`${status} ${said.code}: ${said.message}`) })
  const meaning = meaningOf(said.code)
  if (meaning === 'renew') return { kind: 'signed-out', reason: reason('token-expired') }
  if (meaning === 'connect') return { kind: 'signed-out', reason: reason('right-missing-now') }
  if (meaning in pauses) return { kind: 'slow-down', until: now.add(pauses[meaning] ?? {}), reason: reason(meaning) }
  if (meaning !== 'unknown') return { kind: 'rejected', reason: reason(meaning) }
  const isFault = status >= 500 || said.code === 'internal_error'
  if (!isFault) return { kind: 'rejected', reason: reason('refused') }
  return final ? { kind: 'unknown-outcome', reason: reason('no-clear-answer') } : { kind: 'unavailable', reason: reason('server-trouble') }
}

/** Any 24 hours count, and nothing says when the oldest post falls out of them. */
const pauses: Readonly<Record<string, Temporal.DurationLike>> = {
  'posts-used-up': { minutes: 30 },
  'inbox-full': { minutes: 30 },
  'people-used-up': { hours: 1 },
}

/** What a code asks for: `renew` the token, `connect` again, wait, or the reason why the network said no. */
const meanings: Readonly<Record<string, string>> = {
  // A token that ran out and one that was withdrawn are answered alike; renewing tells them apart.
  access_token_invalid: 'renew',
  scope_not_authorized: 'connect',
  scope_permission_missed: 'connect',
  spam_risk_too_many_posts: 'posts-used-up',
  spam_risk_too_many_pending_share: 'inbox-full',
  reached_active_user_cap: 'people-used-up',
  spam_risk_user_banned_from_posting: 'account-banned',
  unaudited_client_can_only_post_to_private_accounts: 'not-audited',
  url_ownership_unverified: 'address-not-owned',
  privacy_level_option_mismatch: 'privacy-not-offered',
  invalid_file_upload: 'video-refused',
}

function meaningOf(code: string): string {
  return meanings[code] ?? (code.startsWith('spam_risk') ? 'held-as-spam' : 'unknown')
}

/** Why a post came to nothing after the network had taken it, by its `fail_reason`; nothing of it is seen. `again`: a fault of its own. */
export function fromFailReason(failReason: string): { readonly code: string; readonly again: boolean } {
  const known = failReasons[failReason]
  if (known !== undefined) return { code: known, again: failReason === 'internal' }
  return { code: failReason.startsWith('spam_risk') ? 'held-as-spam' : 'post-refused', again: false }
}

const failReasons: Readonly<Record<string, string>> = {
  internal: 'server-failed',
  file_format_check_failed: 'format-refused',
  duration_check_failed: 'length-refused',
  frame_rate_check_failed: 'frame-rate-refused',
  picture_size_check_failed: 'size-refused',
  photo_pull_failed: 'photos-not-fetched',
  video_pull_failed: 'photos-not-fetched',
  auth_removed: 'signed-out',
  spam_risk_user_banned_from_posting: 'account-banned',
}
