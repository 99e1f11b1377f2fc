import { browserBoundTo } from './push-browsers.ts'
import { keysBoundTo } from './push-keys.ts'
import type { PushNeeds } from './push-needs.ts'

/** Seals the key pair and the addresses of browsers under the current key where an older one sealed them. */
export async function sealPushAnew({ db, vault }: Pick<PushNeeds, 'db' | 'vault'>): Promise<void> {
  const keys = await db.selectFrom('notifications.push_keys').select('sealed').executeTakeFirst()
  if (keys && vault.needsRotation(keys.sealed)) {
    const sealed = vault.seal(vault.open(keys.sealed, keysBoundTo), keysBoundTo)
    await db.updateTable('notifications.push_keys').set({ sealed }).where('sealed', '=', keys.sealed).execute()
  }
  const browsers = await db.selectFrom('notifications.push_browser').select(['workspace_id', 'id', 'sealed']).execute()
  for (const { workspace_id: workspaceId, id: browserId, sealed: old } of browsers) {
    if (!vault.needsRotation(old)) continue
    const boundTo = browserBoundTo({ workspaceId, browserId })
    await db
      .updateTable('notifications.push_browser')
      .set({ sealed: vault.seal(vault.open(old, boundTo), boundTo) })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', browserId)
      .where('sealed', '=', old)
      .execute()
  }
}
