import type { z } from 'zod'

import type { analytics } from '../contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'

type Answer = z.output<NonNullable<(typeof analytics.audience)['~orpc']['outputSchema']>>

/** Who follows each of the brand's accounts, as far as its network tells. */
export async function listAudience(
  { db, publishing }: AnalyticsNeeds,
  { workspaceId, brandId, within }: { workspaceId: string; brandId: string; within?: readonly string[] },
): Promise<Answer> {
  await publishing.brand(db, { workspaceId, brandId })
  const rows = await db
    .selectFrom('analytics.audience as d')
    .innerJoin('analytics.profile as p', (join) =>
      join.onRef('p.workspace_id', '=', 'd.workspace_id').onRef('p.account_id', '=', 'd.account_id'),
    )
    .selectAll('d')
    .where('d.workspace_id', '=', workspaceId)
    .where('p.brand_id', '=', brandId)
    .$if(within !== undefined, (query) => query.where('p.account_id', 'in', within ?? []))
    .orderBy('d.account_id')
    .execute()
  return rows.map(({ account_id: accountId, read_at: readAt, source, groups }) => ({
    accountId,
    readAt: readAt.toISOString(),
    source,
    groups: groups.map((group) => ({ ...group })),
  }))
}
