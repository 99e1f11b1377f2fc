import type { Db } from '#kit/database'

import { hasSecondFactor } from './has-second-factor.ts'

/** Whether a member signs in with more than a password. */
export async function holdsSecondFactor(db: Db, { workspaceId, memberId }: { workspaceId: string; memberId: string }): Promise<boolean> {
  const row = await db
    .selectFrom('teams.member as member')
    .innerJoin('teams.login as login', 'login.id', 'member.login_id')
    .select(hasSecondFactor.as('enough'))
    .where('member.workspace_id', '=', workspaceId)
    .where('member.id', '=', memberId)
    .executeTakeFirst()
  return row?.enough === true
}
