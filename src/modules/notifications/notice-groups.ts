import type { NoticeKind } from './contract.ts'

export type NoticeGroup = 'posts' | 'inbox' | 'numbers' | 'approvals' | 'team' | 'crisis'

/** What a kind of notice is about, for letters of several. */
export const noticeGroups: Readonly<Record<NoticeKind, NoticeGroup>> = {
  'post-rejected': 'posts',
  'post-needs-a-person': 'posts',
  'post-missed': 'posts',
  'post-left-out': 'posts',
  'note-mention': 'inbox',
  'account-signed-out': 'posts',
  'member-joined': 'team',
  'rule-alert': 'inbox',
  'thread-due-soon': 'inbox',
  'thread-overdue': 'inbox',
  'must-know': 'inbox',
  'unusual-figures': 'numbers',
  'report-failed': 'numbers',
  'crisis-began': 'crisis',
  'crisis-urgent': 'crisis',
  'crisis-proposed': 'crisis',
  training: 'team',
  'approval-asked': 'approvals',
  'approval-given': 'approvals',
  'approval-refused': 'approvals',
  'approval-due': 'approvals',
  'approval-late': 'approvals',
  'approval-comment': 'approvals',
  'hook-off': 'team',
}
