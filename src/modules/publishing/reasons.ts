import type { Reason } from '#networks/network'

/** Why a delivery waits or needs a person where no network said so. Their sentences are in `networks/texts.ts`. */
export const reasons = {
  tooLate: { code: 'too-late' },
  interrupted: { code: 'interrupted' },
  noAnswerInTime: { code: 'no-answer-in-time' },
  outcomeUnknown: { code: 'outcome-unknown' },
  accountGone: { code: 'account-gone' },
  networkGone: { code: 'network-gone' },
  imageGone: { code: 'image-not-available' },
  mediaExpired: { code: 'media-expired' },
  restored: { code: 'restored' },
  crisis: { code: 'crisis' },
  unexpected: { code: 'unexpected' },
  maybeStillUp: { code: 'maybe-still-up' },
  correctionUnknown: { code: 'correction-unknown' },
  deleteByHand: { code: 'delete-by-hand' },
} as const satisfies Record<string, Reason>
