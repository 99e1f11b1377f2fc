import { sql } from 'kysely'

import { accountNamed } from '#modules/connections'
import { memberNamed, namesFrom, type NameFinders } from '#modules/teams'

/** What entries of the audit log name by an id in workflows, in what guests see and in playbooks of a crisis, whose roles stand in the entry itself. */
export const governanceNames: NameFinders = {
  members: memberNamed,
  escalateTo: memberNamed,
  skipMembers: memberNamed,
  guests: { kind: 'guest', find: namesFrom(sql`governance.guest`, { gone: sql`removed_at is not null` }) },
  calendarAccounts: accountNamed,
  roleId: { kind: 'crisis-role' },
}
