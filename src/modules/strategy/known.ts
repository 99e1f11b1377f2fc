import type { Db } from '#kit/database'

interface Named {
  readonly workspaceId: string
  readonly brandId: string
  readonly campaignId: string | null
  readonly labelIds: readonly string[]
}

/** What of the campaign and the labels that a post names is the brand's, archived campaigns included. Inside a transaction pass the transaction. */
export async function knownOf(
  db: Db,
  { workspaceId, brandId, campaignId, labelIds }: Named,
): Promise<{ campaignId: string | null; labelIds: string[] }> {
  const campaign =
    campaignId === null
      ? undefined
      : await db
          .selectFrom('strategy.campaign')
          .select('id')
          .where('workspace_id', '=', workspaceId)
          .where('brand_id', '=', brandId)
          .where('id', '=', campaignId)
          .executeTakeFirst()
  const labels =
    labelIds.length === 0
      ? []
      : await db
          .selectFrom('strategy.label')
          .select('id')
          .where('workspace_id', '=', workspaceId)
          .where('brand_id', '=', brandId)
          .where('id', 'in', [...labelIds])
          .execute()
  const known = new Set(labels.map(({ id }) => id))
  return { campaignId: campaign?.id ?? null, labelIds: [...new Set(labelIds)].filter((id) => known.has(id)) }
}
