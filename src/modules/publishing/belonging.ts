import type { Tx } from '#kit/database'

import type { Belonging, PublishingNeeds } from './needs.ts'

interface Asked {
  readonly workspaceId: string
  readonly brandId: string
  /** What is not said stays as it was. */
  readonly wanted: { readonly campaignId?: string | null | undefined; readonly labelIds?: readonly string[] | undefined }
  readonly before?: Belonging
}

/** What a post belongs to from now on. Ids that are not the brand's, or not any more, are left out, as accounts are: nobody loses text over a label. */
export async function belongingOf(
  needs: Pick<PublishingNeeds, 'known'>,
  tx: Tx,
  { workspaceId, brandId, wanted, before = { campaignId: null, labelIds: [] } }: Asked,
): Promise<Belonging> {
  const campaignId = wanted.campaignId === undefined ? before.campaignId : wanted.campaignId
  const labelIds = wanted.labelIds ?? before.labelIds
  if (campaignId === null && labelIds.length === 0) return { campaignId, labelIds }
  return needs.known(tx, { workspaceId, brandId, campaignId, labelIds })
}
