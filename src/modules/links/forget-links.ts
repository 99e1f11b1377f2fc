import type { Db } from '#kit/database'

import { tellDoor } from './door/tell-door.ts'

/** A workspace is gone, and its links with it. May run twice. Links go first: whoever counts clicks holds on to theirs. */
export async function forgetLinks(db: Db, { workspaceId }: { workspaceId: string }): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const links = await tx.deleteFrom('links.link').where('workspace_id', '=', workspaceId).returning(['host', 'code']).execute()
    for (const table of ['domain', 'brand', 'preset', 'click', 'hour', 'total'] as const) {
      await tx.deleteFrom(`links.${table}`).where('workspace_id', '=', workspaceId).execute()
    }
    await tellDoor(tx, [{ kind: 'hosts' }, ...links.map((link) => ({ kind: 'link' as const, ...link }))])
  })
}

/** A campaign is gone: its presets with it; links keep their parameters. May run twice. */
export async function forgetLinksOfCampaign(
  db: Db,
  { workspaceId, campaignId }: { workspaceId: string; campaignId: string },
): Promise<void> {
  await db.deleteFrom('links.preset').where('workspace_id', '=', workspaceId).where('campaign_id', '=', campaignId).execute()
  await db
    .updateTable('links.link')
    .set({ campaign_id: null })
    .where('workspace_id', '=', workspaceId)
    .where('campaign_id', '=', campaignId)
    .execute()
}
