import type { Db } from '#kit/database'

import type { Acting } from './acting.ts'
import { grantsColumn } from './grants.ts'
import { toActing } from './to-acting.ts'

/** A member as they would act in the browser, for work that goes on in their name; undefined once they are no member any more. */
export async function actingAs(db: Db, { workspaceId, memberId }: { workspaceId: string; memberId: string }): Promise<Acting | undefined> {
  const row = await db
    .selectFrom('teams.member as member')
    .innerJoin('teams.login as login', 'login.id', 'member.login_id')
    .select(['member.workspace_id as workspaceId', 'member.id as memberId', 'login.id as userId'])
    .select(['login.name', 'login.language', 'member.role', grantsColumn().as('grants')])
    .where('member.workspace_id', '=', workspaceId)
    .where('member.id', '=', memberId)
    .executeTakeFirst()
  return row && toActing(row, 'web')
}
