import type { Db } from '#kit/database'

import type { Call } from './acting.ts'
import { watching } from './audit/watching.ts'
import { change } from './change.ts'
import type { Me } from './contract.ts'
import { me } from './me.ts'

export function updateWorkspace(db: Db, call: Call, { name }: { name: string }): Promise<Me> {
  const { acting } = call
  return change(db, watching(call, { table: 'teams.workspace', workspaceId: acting.workspaceId, columns: ['name'] }), async (tx) => {
    await tx.updateTable('teams.workspace').set({ name }).where('workspace_id', '=', acting.workspaceId).execute()
    return {
      value: await me(tx, acting),
      subject: { kind: 'workspace', id: acting.workspaceId },
      detail: { name },
      topics: ['members'],
    }
  })
}
