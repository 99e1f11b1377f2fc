import type { Db } from '#kit/database'

import { findNamed, type Named } from './find-named.ts'

/** What the brand calls the campaign and the labels, these by name; what is not the brand's, or gone, is left out. */
export async function namesOf(db: Db, named: Named): Promise<{ readonly campaign?: string; readonly labels: readonly string[] }> {
  const { campaign, labels } = await findNamed(db, named)
  return { labels: labels.map(({ name }) => name), ...(campaign ? { campaign: campaign.name } : {}) }
}
