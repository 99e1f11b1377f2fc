import { z } from 'zod'

import { Reason } from '#contract/connections'
import { approvalRefusals } from '#contract/governance'
import { voiceRefusals } from '#contract/voice'
import { commonRefusals, LocalTime, type RefusalKind } from '#kit/contract'

export const publishingRefusals = {
  ...commonRefusals,
  ...voiceRefusals,
  POST_CHANGED: {
    status: 409,
    message: 'Someone saved this post after you opened it. Reload it and make your change again; your text is kept.',
    data: z.object({ revision: z.int() }),
  },
  POST_IS_SENDING: {
    status: 409,
    message: 'This post is on its way and cannot be changed any more. Wait until it is out, then take it down if you need to.',
  },
  POST_IS_OUT: { status: 409, message: 'This post is already live. Duplicate it, or take it down.' },
  NOT_ACCEPTED: {
    status: 422,
    message: 'A network or the brand would refuse this post. Correct what is marked, then schedule it.',
    data: z.object({
      findings: z.array(
        z.object({ accountId: z.uuid(), part: z.int(), media: z.int().optional(), setting: z.string().optional(), reason: Reason }),
      ),
    }),
  },
  NO_ACCOUNT: { status: 422, message: 'Choose at least one account to publish on.' },
  SIGNED_OUT_ACCOUNT: {
    status: 422,
    message: 'An account of this post is signed out. Reconnect it under Settings, Accounts, then schedule the post.',
  },
  TIME_PASSED: { status: 422, message: 'This time has passed. Choose a later one, or publish now.' },
  TIME_SKIPPED: {
    status: 422,
    message: 'Clocks go forward then, so this time does not exist in the brand’s zone. Choose the time after the change.',
    data: z.object({ after: LocalTime }),
  },
  MEDIA_MISSING: { status: 422, message: 'An image of this post is no longer in the library. Remove it from the post or add it again.' },
  MEDIA_EXPIRED: {
    status: 422,
    message:
      'The right to use a file of this post ends before the post goes out. Use another, publish earlier, or extend the right in the library.',
    data: z.object({ names: z.array(z.string()) }),
  },
  APPROVED_ONLY: {
    status: 403,
    message:
      'What goes out here needs approval, and a correction would be read before anybody could give it. Take the post down and plan it anew, or ask somebody who may skip approval.',
  },
  MAY_NOT_SKIP: approvalRefusals.MAY_NOT_SKIP,
  NOT_LIVE: { status: 409, message: 'There is nothing live to take down.' },
  NO_CORRECTIONS: {
    status: 409,
    message: 'This network lets nobody change a published post. Take it down and publish it anew, or change it there by hand.',
  },
  NOT_CORRECTED: {
    status: 422,
    message: 'The network did not change the post. Read the reason, and try again or change it there by hand.',
    data: z.object({ reason: Reason }),
  },
  IN_CRISIS: {
    status: 409,
    message: 'A crisis holds what this brand publishes. Ask on the page Crisis for the post to go out as urgent, or wait until it is over.',
  },
  NOT_OPEN: { status: 409, message: 'This was already settled. Reload to see how.' },
} as const satisfies Record<string, RefusalKind>
