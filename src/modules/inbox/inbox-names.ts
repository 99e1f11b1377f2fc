import { sql } from 'kysely'

import { memberNamed, namesFrom, type NameFinders } from '#modules/teams'

/** What entries of the audit log name by an id in threads, rules, views and playbooks. */
export const inboxNames: NameFinders = {
  assigneeId: memberNamed,
  assignee: memberNamed,
  alert: memberNamed,
  savedAnswerId: { kind: 'saved-answer', find: namesFrom(sql`inbox.saved_answer`) },
}
