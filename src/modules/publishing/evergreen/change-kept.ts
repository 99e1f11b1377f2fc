import type { Confirmed } from '#contract/voice'
import { asItStands, type Call, change } from '#modules/teams'

import type { ContentInput, KeptPost } from '../contract.ts'
import type { PublishingNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import { topicsOf } from '../topics.ts'
import { holdWordings, keptColumns } from './keep-post.ts'
import { lockCategoryOf } from './lock-category.ts'
import { planCategoryJob } from './plan-job.ts'
import { takeOffPlanned } from './take-off-planned.ts'

interface Changes {
  readonly keptId: string
  readonly wordings?: readonly ContentInput[] | undefined
  /** `null` takes the end away. */
  readonly endsAfter?: number | null | undefined
  readonly endsOn?: string | null | undefined
  readonly state?: KeptPost['state'] | undefined
  readonly takeOff: boolean
  readonly confirmed?: Confirmed | undefined
}

/** What is given of a kept post; what is planned of it stays as it is, or is taken off the plan. */
export function changeKept(needs: PublishingNeeds, call: Call, wanted: Changes): Promise<{ takenOff: number }> {
  const { workspaceId } = call.acting
  const { keptId, wordings, endsAfter, endsOn, state, confirmed = [] } = wanted
  return change(needs.db, call, async (tx) => {
    const category = await lockCategoryOf(tx, { workspaceId, keptId })
    const { id: categoryId, name } = category
    const before = await asItStands(tx, seen.kept(workspaceId, keptId))
    if (wordings) await holdWordings(tx, needs, { category, keptId, wordings, sender: { acting: call.acting, confirmed } })
    await tx
      .updateTable('publishing.kept_post')
      .set({
        // What stood in the way may be gone; the next turn tells.
        trouble: null,
        ...(wordings && keptColumns(wordings)),
        ...(endsAfter === undefined ? {} : { ends_after: endsAfter }),
        ...(endsOn === undefined ? {} : { ends_on: endsOn }),
        ...(state && { wish: state }),
      })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', keptId)
      .execute()
    const takenOff = wanted.takeOff ? await takeOffPlanned(tx, needs, { workspaceId, categoryId, keptId }) : []
    await needs.jobs.send(tx, planCategoryJob, { payload: { workspaceId, categoryId } })
    const after = await asItStands(tx, seen.kept(workspaceId, keptId))
    return {
      value: { takenOff: takenOff.length },
      subject: { kind: 'category', id: categoryId },
      detail: { name, ...(state && { state }), takenOff: takenOff.length },
      before,
      after,
      topics: topicsOf(...takenOff),
    }
  })
}
