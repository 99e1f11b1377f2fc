import type { HookNeeds } from './hooks/hook-needs.ts'
import type { MailNoticeNeeds } from './letters/mail-notice.ts'
import type { PushNeeds } from './push/push-needs.ts'

/** What the work in the background needs. */
export interface NotificationWorkNeeds extends MailNoticeNeeds, PushNeeds, HookNeeds {}
