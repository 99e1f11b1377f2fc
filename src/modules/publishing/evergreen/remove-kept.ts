import { asItStands, type Call, change } from '#modules/teams'

import type { PublishingNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import { topicsOf } from '../topics.ts'
import { lockCategoryOf } from './lock-category.ts'
import { planCategoryJob } from './plan-job.ts'
import { takeOffPlanned } from './take-off-planned.ts'

/** A post is kept no longer, and what is planned of it goes too; what is out stays. */
export function removeKept(
  needs: Pick<PublishingNeeds, 'db' | 'jobs' | 'approvals'>,
  call: Call,
  { keptId }: { keptId: string },
): Promise<{ takenOff: number }> {
  const { workspaceId } = call.acting
  return change(needs.db, call, async (tx) => {
    const { id: categoryId, name } = await lockCategoryOf(tx, { workspaceId, keptId })
    const before = await asItStands(tx, seen.kept(workspaceId, keptId))
    const takenOff = await takeOffPlanned(tx, needs, { workspaceId, categoryId, keptId })
    await tx.deleteFrom('publishing.kept_post').where('workspace_id', '=', workspaceId).where('id', '=', keptId).execute()
    await needs.jobs.send(tx, planCategoryJob, { payload: { workspaceId, categoryId } })
    return {
      value: { takenOff: takenOff.length },
      subject: { kind: 'category', id: categoryId },
      detail: { name, takenOff: takenOff.length },
      before,
      topics: topicsOf(...takenOff),
    }
  })
}
