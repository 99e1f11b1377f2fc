import type { Db } from '#kit/database'

interface Named {
  readonly workspaceId: string
  readonly brandId: string
  readonly campaignId: string | null
  readonly labelIds: readonly string[]
}

/** What the brand calls the campaign and the labels, these by name; what is not the brand's, or gone, is left out. */
export async function namesOf(
  db: Db,
  { workspaceId, brandId, campaignId, labelIds }: Named,
): Promise<{ readonly campaign?: string; readonly labels: readonly string[] }> {
  const campaign =
    campaignId === null
      ? undefined
      : await db
          .selectFrom('strategy.campaign')
          .select('name')
          .where('workspace_id', '=', workspaceId)
          .where('brand_id', '=', brandId)
          .where('id', '=', campaignId)
          .executeTakeFirst()
  const labels =
    labelIds.length === 0
      ? []
      : await db
          .selectFrom('strategy.label')
          .select('name')
          .where('workspace_id', '=', workspaceId)
          .where('brand_id', '=', brandId)
          .where('id', 'in', [...labelIds])
          .orderBy('name')
          .execute()
  return { labels: labels.map(({ name }) => name), ...(campaign ? { campaign: campaign.name } : {}) }
}
