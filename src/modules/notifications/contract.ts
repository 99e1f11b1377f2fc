import { eventIterator } from '@orpc/contract'
import { z } from 'zod'

import { asks } from '#contract/teams'
import { Instant } from '#kit/contract'

export const NoticeKind = z.enum([
  'post-rejected',
  'post-needs-a-person',
  'post-missed',
  'post-left-out',
  'note-mention',
  'account-signed-out',
  'member-joined',
  'rule-alert',
  'thread-due-soon',
  'thread-overdue',
  'must-know',
  'unusual-figures',
  'report-failed',
  'crisis-began',
  'crisis-urgent',
  'crisis-proposed',
  'training',
])
export type NoticeKind = z.output<typeof NoticeKind>

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

export const Preferences = z.object({ email: z.record(NoticeKind, z.boolean()) })
export type Preferences = z.output<typeof Preferences>

export const notifications = {
  list: asks('notifications.read', 'reads', 'own')
    .route({ method: 'GET', path: '/notifications', summary: 'My notices, newest first' })
    .input(z.object({ limit: z.coerce.number().int().min(1).max(100).default(30) }))
    .output(z.object({ notices: z.array(Notice), unread: z.int() })),
  markRead: asks('notifications.read', 'changes', 'own')
    .route({ method: 'POST', path: '/notifications/read', summary: 'Mark notices as read; without ids, all of mine' })
    .input(z.object({ ids: z.array(z.uuid()).max(200).optional() }))
    .output(z.object({ unread: z.int() })),
  preferences: asks('notifications.read', 'reads', 'own')
    .route({ method: 'GET', path: '/notifications/preferences', summary: 'What I get by e-mail' })
    .output(Preferences),
  setPreferences: asks('notifications.read', 'changes', 'own')
    .route({ method: 'PUT', path: '/notifications/preferences', summary: 'Choose what I get by e-mail' })
    .input(Preferences)
    .output(Preferences),
  live: asks('notifications.read', 'reads', 'own')
    .route({ method: 'GET', path: '/live', summary: 'A stream of what changed in the workspace' })
    .output(eventIterator(LiveEvent)),
}
