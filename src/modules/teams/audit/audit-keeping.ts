import type { Db } from '#kit/database'

import type { Call } from '../acting.ts'
import { change } from '../change.ts'

/** How many months this workspace keeps its audit log. */
export async function auditKeeping(db: Db, { workspaceId }: { workspaceId: string }): Promise<{ months: number }> {
  const { audit_months: months } = await db
    .selectFrom('teams.workspace')
    .select('audit_months')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return { months }
}

export function setAuditKeeping(db: Db, call: Call, { months }: { months: number }): Promise<{ months: number }> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    const before = await tx
      .selectFrom('teams.workspace')
      .select('audit_months')
      .where('workspace_id', '=', workspaceId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow()
    await tx.updateTable('teams.workspace').set({ audit_months: months }).where('workspace_id', '=', workspaceId).execute()
    return {
      value: { months },
      subject: { kind: 'workspace', id: workspaceId },
      before: { months: before.audit_months },
      after: { months },
      topics: ['members'],
    }
  })
}
