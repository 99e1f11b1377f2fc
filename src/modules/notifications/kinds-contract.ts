import { z } from 'zod'

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
  'approval-asked',
  'approval-given',
  'approval-refused',
  'approval-due',
  'approval-late',
  'approval-comment',
  'hook-off',
])
export type NoticeKind = z.output<typeof NoticeKind>

/** Of these the quiet hours hold nothing back. */
export function comesAtOnce(kind: NoticeKind): boolean {
  return kind.startsWith('crisis-')
}
