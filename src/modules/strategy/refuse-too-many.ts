import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import { strategyRefusals } from './contract.ts'

/** Most of each kind for one brand. */
const most = 200

/** Lists of these are read whole, by people and by every page that offers them, so they end somewhere. */
export async function refuseTooMany(
  tx: Tx,
  kind: 'campaign' | 'label' | 'hashtag_group',
  { workspaceId, brandId }: { workspaceId: string; brandId: string },
): Promise<void> {
  const { count } = await tx
    .selectFrom(`strategy.${kind}` as const)
    .select(sql<number>`count(*)`.as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .executeTakeFirstOrThrow()
  if (count >= most) throw refuse(strategyRefusals, 'TOO_MANY')
}
