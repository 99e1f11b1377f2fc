import { crisisOf } from '#modules/governance'
import { holdWorkspace } from '#modules/teams'

import type { WeeklyTime } from '../cadence/weekly-times.ts'
import type { PublishingNeeds } from '../needs.ts'
import { comingTimes, isInTime } from './category-times.ts'
import { type CategoryRow, lockCategory } from './lock-category.ts'
import { planTurn } from './plan-turn.ts'

export interface WhichCategory {
  readonly workspaceId: string
  readonly categoryId: string
}

/**
 * Gives each coming weekly time of a category that has none yet the kept post whose turn it is, and plans it. Whoever runs this holds the
 * category, and a time that was given once is never given again: it may run twice, and on two machines at once.
 */
export async function planCategory(needs: PublishingNeeds, which: WhichCategory, now: Temporal.Instant): Promise<void> {
  for (const time of await openTimes(needs, which, now)) {
    await needs.db.transaction().execute(async (tx) => {
      if (!(await holdWorkspace(tx, which.workspaceId))) return
      const category = await lockCategory(tx, which)
      const { timeZone, altTexts } = await needs.brand(tx, { workspaceId: which.workspaceId, brandId: category.brand_id })
      const isStill = comingTimes(category.slots, { timeZone, now }).some(({ local }) => local === time.local)
      if (category.paused || !isStill || (await crisisOf(tx, { ...which, brandId: category.brand_id }))) return
      await planTurn(tx, needs, { category, time, timeZone, altTexts })
    })
  }
}

/** Looked at without holding anything, so that a category with nothing to do costs two questions. */
async function openTimes(needs: PublishingNeeds, { workspaceId, categoryId }: WhichCategory, now: Temporal.Instant): Promise<WeeklyTime[]> {
  const category: CategoryRow | undefined = await needs.db
    .selectFrom('publishing.category')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', categoryId)
    .executeTakeFirst()
  if (!category || category.paused || category.slots.length === 0) return []
  if (await crisisOf(needs.db, { workspaceId, brandId: category.brand_id })) return []
  const { timeZone } = await needs.brand(needs.db, { workspaceId, brandId: category.brand_id })
  const times = comingTimes(category.slots, { timeZone, now }).filter((time) => isInTime(time, now))
  if (times.length === 0) return []
  const uses = await needs.db
    .selectFrom('publishing.evergreen_use')
    .select('slot')
    .where('workspace_id', '=', workspaceId)
    .where('category_id', '=', categoryId)
    .where(
      'slot',
      'in',
      times.map(({ local }) => local),
    )
    .execute()
  return times.filter(({ local }) => !uses.some(({ slot }) => slot === local))
}
