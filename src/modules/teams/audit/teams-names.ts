import { sql } from 'kysely'

import { namesFrom, type Nameable, type NameFinders } from './name-finders.ts'

export const memberNamed: Nameable = {
  kind: 'member',
  find: namesFrom(sql`(
    select member.workspace_id, member.id, login.name from teams.member join teams.login on login.id = member.login_id) member`),
}

const brandNamed: Nameable = { kind: 'brand', find: namesFrom(sql`teams.brand`) }

/** What entries of this module name by an id; members and brands are in those of others, too. */
export const teamsNames: NameFinders = {
  memberId: memberNamed,
  memberIds: memberNamed,
  brandId: brandNamed,
  brandIds: brandNamed,
}
