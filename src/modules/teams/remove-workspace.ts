import { commonRefusals } from '#kit/contract'
import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { announce } from '#kit/live'

import type { Acting } from './acting.ts'
import { mayForget } from './audit/forget-old-audit.ts'
import { teamsRefusals } from './contract.ts'
import { workspaceRemoved } from './events.ts'
import type { TeamsNeeds } from './needs.ts'
import { writeAudit } from './write-audit.ts'

/**
 * Removes a demo with everything in it. Its members lose it at once; the other modules delete what is theirs when they hear of it.
 * As its own audit log goes with it, the deed is written down where the person is at home.
 */
export async function removeWorkspace({ db, events }: Pick<TeamsNeeds, 'db' | 'events'>, acting: Acting): Promise<{ removed: true }> {
  const { workspaceId } = acting
  return db.transaction().execute(async (tx) => {
    const workspace = await tx
      .selectFrom('teams.workspace')
      .select(['name', 'demo'])
      .where('workspace_id', '=', workspaceId)
      .forUpdate()
      .executeTakeFirst()
    if (!workspace) throw refuse(commonRefusals, 'NOT_FOUND')
    if (!workspace.demo) throw refuse(teamsRefusals, 'NOT_A_DEMO')
    await mayForget(tx)
    for (const table of ['teams.audit', 'teams.audit_block', 'teams.idempotency'] as const)
      await tx.deleteFrom(table).where('workspace_id', '=', workspaceId).execute()
    await tx.deleteFrom('teams.workspace').where('workspace_id', '=', workspaceId).execute()
    await auditAtHome(tx, acting, workspace.name)
    await events.emit(tx, workspaceRemoved, { workspaceId })
    await announce(tx, { to: workspaceId, topics: ['*'] })
    return { removed: true as const }
  })
}

/** In the workspace that the person joined first. */
async function auditAtHome(tx: Tx, { userId, workspaceId, name, via }: Acting, workspace: string): Promise<void> {
  const home = await tx
    .selectFrom('teams.member')
    .select(['workspace_id', 'id'])
    .where('login_id', '=', userId)
    .orderBy('joined_at')
    .limit(1)
    .executeTakeFirst()
  if (!home) return
  await writeAudit(tx, {
    workspaceId: home.workspace_id,
    actor: { memberId: home.id, name, via },
    action: 'teams.removeWorkspace',
    subject: { kind: 'workspace', id: workspaceId },
    detail: { workspace },
  })
  await announce(tx, { to: home.workspace_id, topics: ['members'] })
}
