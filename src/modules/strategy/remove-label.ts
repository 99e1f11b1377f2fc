import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { strategyRefusals } from './contract.ts'
import { labelRemoved } from './events.ts'
import type { StrategyNeeds } from './needs.ts'
import { seen } from './seen.ts'

/** Deletes the label; what carried it hears of it. */
export function removeLabel(
  { db, events }: Pick<StrategyNeeds, 'db' | 'events'>,
  call: Call,
  { labelId }: { labelId: string },
): Promise<{ removed: true }> {
  const { workspaceId } = call.acting
  return change(db, watching(call, seen.label(workspaceId, labelId)), async (tx) => {
    const row = await tx
      .deleteFrom('strategy.label')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', labelId)
      .returning('name')
      .executeTakeFirst()
    if (!row) throw refuse(strategyRefusals, 'NOT_FOUND')
    await events.emit(tx, labelRemoved, { workspaceId, labelId })
    return {
      value: { removed: true as const },
      subject: { kind: 'label', id: labelId },
      detail: { name: row.name },
      topics: ['strategy', 'posts'],
    }
  })
}
