import { shorten, type Situation } from '../failures.ts'
import type { Reason, Trouble } from '../network.ts'

interface Refusal {
  readonly code: string
  readonly words: string
  readonly seconds: number | undefined
}

/** What the network refuses with status 200, in its `json.errors`: nothing was made then. */
export function fromErrors({ code, words, seconds }: Refusal, { host, now }: Situation): Trouble {
  const reason = (own: string): Reason => ({ code: own, params: { host }, detail: `${named(code)}: ${shorten(words)}` })
  if (code === 'RATELIMIT') {
    const pause = Math.ceil(seconds ?? pauseIn(words))
    const minutes = Math.ceil(pause / 60)
    return {
      kind: 'slow-down',
      until: now.add({ seconds: Math.min(Math.max(pause, 1), day) }),
      reason: waiting(reason('posting-too-fast'), minutes),
    }
  }
  if (code === 'USER_REQUIRED') return { kind: 'signed-out', reason: reason('token-expired') }
  return { kind: 'rejected', reason: reason(meanings[code] ?? 'refused') }
}

/** Some are as long as a token is; none looks like one. */
function named(code: string): string {
  return /^[A-Z_]{1,60}$/.test(code) ? code : shorten(code)
}

function waiting(reason: Reason, minutes: number): Reason {
  return { ...reason, params: { ...reason.params, minutes } }
}

const day = 24 * 60 * 60
/** What a limit without a number is taken for, in seconds. */
const usualPause = 10 * 60

/** “Take a break for 9 minutes before trying again”: in seconds. */
function pauseIn(words: string): number {
  const [, count, unit] = /(\d+)\s*(millisecond|second|minute|hour)/i.exec(words) ?? []
  if (count === undefined || unit === undefined) return usualPause
  const length = { millisecond: 1, second: 1, minute: 60, hour: 3600 }[unit.toLowerCase()] ?? 1
  // A minute that is said is one that has begun.
  return (Number(count) + (length > 1 ? 1 : 0)) * length
}

/** From reddit.com/dev/api, and what moderators' requirements are refused with (`SUBMIT_VALIDATION_…`). */
const meanings: Readonly<Record<string, string>> = {
  ALREADY_SUB: 'link-posted-already',
  SUBREDDIT_NOEXIST: 'community-not-there',
  SUBREDDIT_REQUIRED: 'community-missing',
  BAD_SR_NAME: 'community-name-odd',
  SUBREDDIT_NOTALLOWED: 'community-not-for-you',
  BANNED_FROM_SUBREDDIT: 'banned-there',
  SUBREDDIT_BANNED: 'community-not-there',
  NO_TEXT: 'title-missing',
  TOO_LONG: 'too-long-there',
  TOO_SHORT: 'too-short-there',
  NO_SELFS: 'no-text-posts',
  NO_LINKS: 'no-link-posts',
  NO_IMAGES: 'no-images-there',
  NO_VIDEOS: 'no-videos-there',
  NO_GALLERIES: 'no-galleries-there',
  NO_POLLS: 'no-polls-there',
  NO_URL: 'link-not-an-address',
  BAD_URL: 'link-not-an-address',
  DOMAIN_BANNED: 'domain-refused',
  TOO_FEW_OPTIONS: 'poll-options',
  TOO_MANY_OPTIONS: 'poll-options',
  MISSING_VIDEO_URLS: 'media-refused',
  BAD_FLAIR_TEMPLATE_ID: 'flair-not-there',
  INVALID_FLAIR: 'flair-not-there',
  FLAIR_REQUIRED: 'flair-needed',
  QUOTA_FILLED: 'posts-used-up',
  BAD_CAPTCHA: 'robot-suspected',
  DELETED_LINK: 'answered-gone',
  DELETED_COMMENT: 'answered-gone',
  NO_THING_ID: 'not-there',
  THREAD_LOCKED: 'thread-locked',
  TOO_OLD: 'thread-archived',
  USER_BLOCKED: 'person-blocked',
  USER_BLOCKED_MESSAGE: 'person-blocked',
  NOT_WHITELISTED_BY_USER_MESSAGE: 'messages-not-taken',
  USER_DOESNT_EXIST: 'person-gone',
  SUBMIT_VALIDATION_TITLE_REGEX_REQUIREMENT: 'title-not-as-wanted',
  SUBMIT_VALIDATION_TITLE_REQUIREMENT: 'title-not-as-wanted',
  SUBMIT_VALIDATION_TITLE_BLACKLISTED_STRING: 'title-word-refused-there',
  SUBMIT_VALIDATION_TITLE_REQUIRED_STRING: 'title-not-as-wanted',
  SUBMIT_VALIDATION_BODY_REQUIRED: 'text-needed',
  SUBMIT_VALIDATION_BODY_NOT_ALLOWED: 'text-not-taken',
  SUBMIT_VALIDATION_BODY_BLACKLISTED_STRING: 'text-word-refused-there',
  SUBMIT_VALIDATION_BODY_REQUIRED_STRING: 'text-not-as-wanted',
  SUBMIT_VALIDATION_BODY_REGEX_REQUIREMENT: 'text-not-as-wanted',
  SUBMIT_VALIDATION_MIN_LENGTH: 'too-short-there',
  SUBMIT_VALIDATION_MAX_LENGTH: 'too-long-there',
  SUBMIT_VALIDATION_FLAIR_REQUIRED: 'flair-needed',
  SUBMIT_VALIDATION_DOMAIN_BLACKLISTED: 'domain-refused',
  SUBMIT_VALIDATION_DOMAIN_NOT_WHITELISTED: 'domain-refused',
  SUBMIT_VALIDATION_LINK_WHITELIST: 'domain-refused',
  SUBMIT_VALIDATION_REPOST: 'link-posted-already',
  SUBMIT_VALIDATION_GALLERY_MIN_ITEMS: 'gallery-size',
  SUBMIT_VALIDATION_GALLERY_MAX_ITEMS: 'gallery-size',
  SUBMIT_VALIDATION_GALLERY_CAPTION: 'gallery-captions',
}
