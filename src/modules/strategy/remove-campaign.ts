import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { strategyRefusals } from './contract.ts'
import { campaignRemoved } from './events.ts'
import type { StrategyNeeds } from './needs.ts'
import { seen } from './seen.ts'

/** Deletes the campaign; what belonged to it hears of it and belongs to none. */
export function removeCampaign(
  { db, events }: Pick<StrategyNeeds, 'db' | 'events'>,
  call: Call,
  { campaignId }: { campaignId: string },
): Promise<{ removed: true }> {
  const { workspaceId } = call.acting
  return change(db, watching(call, seen.campaign(workspaceId, campaignId)), async (tx) => {
    const row = await tx
      .deleteFrom('strategy.campaign')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', campaignId)
      .returning('name')
      .executeTakeFirst()
    if (!row) throw refuse(strategyRefusals, 'NOT_FOUND')
    await events.emit(tx, campaignRemoved, { workspaceId, campaignId })
    return {
      value: { removed: true as const },
      subject: { kind: 'campaign', id: campaignId },
      detail: { name: row.name },
      topics: ['strategy', 'posts'],
    }
  })
}
