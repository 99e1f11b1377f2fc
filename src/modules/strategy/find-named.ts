import type { Db } from '#kit/database'

/** The campaign and the labels that something names. */
export interface Named {
  readonly workspaceId: string
  readonly brandId: string
  readonly campaignId: string | null
  readonly labelIds: readonly string[]
}

interface Found {
  readonly id: string
  readonly name: string
}

/** Those of them that are the brand's, archived campaigns included; labels by their names. Inside a transaction pass the transaction. */
export async function findNamed(
  db: Db,
  { workspaceId, brandId, campaignId, labelIds }: Named,
): Promise<{ readonly campaign: Found | undefined; readonly labels: readonly Found[] }> {
  const campaign =
    campaignId === null
      ? undefined
      : await db
          .selectFrom('strategy.campaign')
          .select(['id', 'name'])
          .where('workspace_id', '=', workspaceId)
          .where('brand_id', '=', brandId)
          .where('id', '=', campaignId)
          .executeTakeFirst()
  const labels =
    labelIds.length === 0
      ? []
      : await db
          .selectFrom('strategy.label')
          .select(['id', 'name'])
          .where('workspace_id', '=', workspaceId)
          .where('brand_id', '=', brandId)
          .where('id', 'in', [...labelIds])
          .orderBy('name')
          .execute()
  return { campaign, labels }
}
