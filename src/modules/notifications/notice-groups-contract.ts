import type { NoticeKind } from './kinds-contract.ts'

/** What cannot wait stands first. */
export const groupsInOrder = ['crisis', 'posts', 'approvals', 'inbox', 'numbers', 'team'] as const
export type NoticeGroup = (typeof groupsInOrder)[number]

/** What a kind of notice is about: for letters of several, and for the page where a person chooses. */
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
