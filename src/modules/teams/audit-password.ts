import type { Db } from '#kit/database'

import { writeAudit } from './write-audit.ts'

/** A password belongs to the person, so every workspace they are in sees that it changed. */
export async function auditPassword(db: Db, { loginId, action }: { loginId: string; action: string }): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const memberships = await tx
      .selectFrom('teams.member as member')
      .innerJoin('teams.login as login', 'login.id', 'member.login_id')
      .select(['member.workspace_id', 'member.id', 'login.name'])
      .where('login.id', '=', loginId)
      .execute()
    for (const { workspace_id: workspaceId, id: memberId, name } of memberships) {
      await writeAudit(tx, { workspaceId, actor: { memberId, name, via: 'web' }, action, subject: { kind: 'member', id: memberId } })
    }
  })
}
