import './tables.ts'

export { notificationsRouter, type NotificationsNeeds } from './http.ts'
export { notificationsJobs, workOnNotifications } from './jobs.ts'
export type { MailNoticeNeeds } from './mail-notice.ts'
export { type NewNotice, notifier, type Notify } from './notify.ts'
export { onMemberJoined } from './on-member-joined.ts'
export { onMemberRemoved } from './on-member-removed.ts'
