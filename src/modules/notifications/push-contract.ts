import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, Instant, type RefusalKind } from '#kit/contract'

export const pushRefusals = {
  ...commonRefusals,
  PUSH_ADDRESS_WRONG: {
    status: 422,
    message: 'This is no address of a push service. Switch notices on in the browser itself, which gives its own address.',
  },
  TOO_MANY_BROWSERS: { status: 409, message: 'A member has notices in at most 20 browsers. Remove one that is not used any more.' },
} as const satisfies Record<string, RefusalKind>

/** A browser that shows my notices. */
export const PushBrowser = z.object({
  id: z.uuid(),
  name: z.string(),
  addedAt: Instant,
  /** SHA-256 of its address in base64url, so that a browser finds itself. */
  hash: z.string(),
})
export type PushBrowser = z.output<typeof PushBrowser>

/** As a browser gives it (PushSubscription.toJSON): its public key of 65 bytes and its secret of 16, in base64url. */
export const PushAddress = z.object({
  endpoint: z.url().max(2000),
  keys: z.object({ p256dh: z.string().regex(/^[\w-]{87}=?$/), auth: z.string().regex(/^[\w-]{22}(?:==)?$/) }),
})
export type PushAddress = z.output<typeof PushAddress>

export const push = {
  pushBrowsers: asks('notifications.read', 'reads', 'own')
    .route({ method: 'GET', path: '/notifications/browsers', summary: 'Browsers that show my notices, and the key to add one' })
    .output(z.object({ publicKey: z.string(), browsers: z.array(PushBrowser) })),
  addPushBrowser: asks('notifications.read', 'changes', 'own')
    .route({ method: 'POST', path: '/notifications/browsers', summary: 'Show my notices in this browser' })
    .input(z.object({ address: PushAddress, name: z.string().trim().min(1).max(100) }))
    .output(PushBrowser)
    .errors(pushRefusals),
  removePushBrowser: asks('notifications.read', 'changes', 'own')
    .route({ method: 'DELETE', path: '/notifications/browsers/{browserId}', summary: 'Show no notices in a browser any more' })
    .input(z.object({ browserId: z.uuid() }))
    .output(z.object({ removed: z.boolean() })),
}
