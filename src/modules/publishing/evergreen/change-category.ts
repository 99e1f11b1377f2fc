import { type Call, change, watching } from '#modules/teams'

import { accountsOf } from '../check-post.ts'
import type { PublishingNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import { topicsOf } from '../topics.ts'
import { lockCategory } from './lock-category.ts'
import { planCategoryJob } from './plan-job.ts'
import { takeOffPlanned } from './take-off-planned.ts'

interface Changes {
  readonly categoryId: string
  readonly name?: string | undefined
  readonly accountIds?: readonly string[] | undefined
  readonly slots?: readonly string[] | undefined
  readonly leastDays?: number | undefined
  readonly paused?: boolean | undefined
  readonly takeOff: boolean
}

/** What is given of a category. What it has planned stays as it is, or is taken off the plan; then the coming times are planned anew by what holds now. */
export function changeCategory(needs: PublishingNeeds, call: Call, wanted: Changes): Promise<{ takenOff: number }> {
  const { workspaceId } = call.acting
  const { categoryId } = wanted
  return change(needs.db, watching(call, seen.category(workspaceId, categoryId)), async (tx) => {
    const category = await lockCategory(tx, { workspaceId, categoryId })
    const { accountIds } = wanted
    const accounts = accountIds && (await accountsOf(needs, tx, { workspaceId, brandId: category.brand_id, accountIds }))
    const name = wanted.name ?? category.name
    const paused = wanted.paused ?? category.paused
    await tx
      .updateTable('publishing.category')
      .set({
        name,
        account_ids: accounts?.map(({ id }) => id) ?? category.account_ids,
        slots: wanted.slots ? [...new Set(wanted.slots)].toSorted() : category.slots,
        least_days: wanted.leastDays ?? category.least_days,
        paused,
      })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', categoryId)
      .execute()
    const takenOff = wanted.takeOff ? await takeOffPlanned(tx, needs, { workspaceId, categoryId }) : []
    await needs.jobs.send(tx, planCategoryJob, { payload: { workspaceId, categoryId } })
    return {
      value: { takenOff: takenOff.length },
      subject: { kind: 'category', id: categoryId },
      detail: { name, paused, takenOff: takenOff.length },
      topics: topicsOf(...takenOff),
    }
  })
}
