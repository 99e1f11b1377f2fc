import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { announce } from '#kit/live'

/** A campaign is gone: its posts belong to none. May run twice. */
export async function forgetCampaign(db: Db, { workspaceId, campaignId }: { workspaceId: string; campaignId: string }): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('publishing.post')
      .set({ campaign_id: null })
      .where('workspace_id', '=', workspaceId)
      .where('campaign_id', '=', campaignId)
      .execute()
    await announce(tx, { to: workspaceId, topics: ['posts'] })
  })
}

/** A label is gone: no post carries it any more. May run twice. */
export async function forgetLabel(db: Db, { workspaceId, labelId }: { workspaceId: string; labelId: string }): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('publishing.post')
      .set({ label_ids: sql<string[]>`array_remove(label_ids, ${labelId}::uuid)` })
      .where('workspace_id', '=', workspaceId)
      .where(sql<boolean>`label_ids @> array[${labelId}]::uuid[]`)
      .execute()
    await announce(tx, { to: workspaceId, topics: ['posts'] })
  })
}
