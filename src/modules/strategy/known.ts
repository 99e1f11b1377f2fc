import type { Db } from '#kit/database'

import { findNamed, type Named } from './find-named.ts'

/** What of the campaign and the labels that a post names is the brand's, archived campaigns included. Inside a transaction pass the transaction. */
export async function knownOf(db: Db, named: Named): Promise<{ campaignId: string | null; labelIds: string[] }> {
  const { campaign, labels } = await findNamed(db, named)
  const known = new Set(labels.map(({ id }) => id))
  return { campaignId: campaign?.id ?? null, labelIds: [...new Set(named.labelIds)].filter((id) => known.has(id)) }
}
