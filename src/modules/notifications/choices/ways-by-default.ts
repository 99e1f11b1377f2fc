import type { NoticeKind, Ways } from '../contract.ts'

const needsSomebody: Ways = { inApp: true, email: 'at-once', push: true }
const goodToKnow: Ways = { inApp: true, email: 'daily', push: false }

/** How a kind comes unless a member chose otherwise: at once where it needs a person, else in the daily letter. */
export const waysByDefault: Readonly<Record<NoticeKind, Ways>> = {
  'post-rejected': needsSomebody,
  'post-needs-a-person': needsSomebody,
  'post-missed': needsSomebody,
  'post-left-out': needsSomebody,
  'note-mention': needsSomebody,
  'account-signed-out': needsSomebody,
  'member-joined': goodToKnow,
  'rule-alert': goodToKnow,
  'thread-due-soon': { inApp: true, email: 'off', push: true },
  'thread-overdue': needsSomebody,
  'must-know': goodToKnow,
  'unusual-figures': goodToKnow,
  'report-failed': needsSomebody,
  'crisis-began': needsSomebody,
  'crisis-urgent': needsSomebody,
  'crisis-proposed': needsSomebody,
  training: needsSomebody,
  'approval-asked': needsSomebody,
  'approval-given': goodToKnow,
  'approval-refused': needsSomebody,
  'approval-due': needsSomebody,
  'approval-late': needsSomebody,
  'approval-comment': goodToKnow,
  'hook-off': needsSomebody,
}
