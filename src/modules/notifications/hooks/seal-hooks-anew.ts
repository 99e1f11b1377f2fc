import type { HookNeeds } from './hook-needs.ts'
import { openAddress, sealAddress } from './hook-row.ts'

/** Seals every address that an older key sealed under the current one. */
export async function sealHooksAnew({ db, vault }: Pick<HookNeeds, 'db' | 'vault'>): Promise<void> {
  const rows = await db.selectFrom('notifications.hook').select(['workspace_id', 'id', 'sealed']).execute()
  for (const row of rows) {
    if (!vault.needsRotation(row.sealed)) continue
    await db
      .updateTable('notifications.hook')
      .set({ sealed: sealAddress(vault, { workspaceId: row.workspace_id, hookId: row.id }, openAddress(vault, row)) })
      .where('workspace_id', '=', row.workspace_id)
      .where('id', '=', row.id)
      .where('sealed', '=', row.sealed)
      .execute()
  }
}
