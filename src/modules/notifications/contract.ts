import { eventIterator } from '@orpc/contract'
import { z } from 'zod'

import { asks } from '#contract/teams'
import { Instant } from '#kit/contract'

import { choices } from './choices-contract.ts'
import { hooks } from './hooks-contract.ts'
import { NoticeKind } from './kinds-contract.ts'
import { push } from './push-contract.ts'

export * from './choices-contract.ts'
export * from './hooks-contract.ts'
export * from './kinds-contract.ts'
export * from './push-contract.ts'

/** One thing a member should know. The sentence is made from kind and params in the reader's language; `href` is the page that deals with it. */
export const Notice = z.object({
  id: z.uuid(),
  kind: NoticeKind,
  params: z.record(z.string(), z.string()),
  href: z.string(),
  at: Instant,
  readAt: Instant.optional(),
})
export type Notice = z.output<typeof Notice>

/** Something changed: reload what belongs to these topics; `*` means everything (the connection was lost for a while). */
export const LiveEvent = z.object({ topics: z.array(z.string()) })
export type LiveEvent = z.output<typeof LiveEvent>

export const notifications = {
  list: asks('notifications.read', 'reads', 'own')
    .route({ method: 'GET', path: '/notifications', summary: 'My notices, newest first' })
    .input(z.object({ limit: z.coerce.number().int().min(1).max(100).default(30) }))
    .output(z.object({ notices: z.array(Notice), unread: z.int() })),
  markRead: asks('notifications.read', 'changes', 'own')
    .route({ method: 'POST', path: '/notifications/read', summary: 'Mark notices as read; without ids, all of mine' })
    .input(z.object({ ids: z.array(z.uuid()).max(200).optional() }))
    .output(z.object({ unread: z.int() })),
  ...choices,
  ...push,
  ...hooks,
  live: asks('notifications.read', 'reads', 'own')
    .route({ method: 'GET', path: '/live', summary: 'A stream of what changed in the workspace' })
    .output(eventIterator(LiveEvent)),
}
