import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { strategyRefusals } from './contract.ts'
import type { StrategyNeeds } from './needs.ts'
import { seen } from './seen.ts'

/** Deletes the group; posts keep the hashtags that came from it. */
export function removeHashtagGroup(
  { db }: Pick<StrategyNeeds, 'db'>,
  call: Call,
  { groupId }: { groupId: string },
): Promise<{ removed: true }> {
  return change(db, watching(call, seen.hashtagGroup(call.acting.workspaceId, groupId)), async (tx) => {
    const row = await tx
      .deleteFrom('strategy.hashtag_group')
      .where('workspace_id', '=', call.acting.workspaceId)
      .where('id', '=', groupId)
      .returning('name')
      .executeTakeFirst()
    if (!row) throw refuse(strategyRefusals, 'NOT_FOUND')
    return {
      value: { removed: true as const },
      subject: { kind: 'hashtag-group', id: groupId },
      detail: { name: row.name },
      topics: ['strategy'],
    }
  })
}
