import { type Call, change, watching } from '#modules/teams'

import type { PublishingNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import { topicsOf } from '../topics.ts'
import { lockCategory } from './lock-category.ts'
import { takeOffPlanned } from './take-off-planned.ts'

/** The category goes, with what it keeps and what it has planned; what is out stays. */
export function removeCategory(
  needs: Pick<PublishingNeeds, 'db' | 'approvals'>,
  call: Call,
  { categoryId }: { categoryId: string },
): Promise<{ takenOff: number }> {
  const { workspaceId } = call.acting
  return change(needs.db, watching(call, seen.category(workspaceId, categoryId)), async (tx) => {
    const { name } = await lockCategory(tx, { workspaceId, categoryId })
    const takenOff = await takeOffPlanned(tx, needs, { workspaceId, categoryId })
    await tx.deleteFrom('publishing.category').where('workspace_id', '=', workspaceId).where('id', '=', categoryId).execute()
    return {
      value: { takenOff: takenOff.length },
      subject: { kind: 'category', id: categoryId },
      detail: { name, takenOff: takenOff.length },
      topics: topicsOf(...takenOff),
    }
  })
}
