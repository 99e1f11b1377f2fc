import { uuidv7 } from '#kit/ids'
import { type Call, change } from '#modules/teams'

import { accountsOf } from '../check-post.ts'
import type { PublishingNeeds } from '../needs.ts'

interface NewCategory {
  readonly brandId: string
  readonly name: string
  readonly accountIds: readonly string[]
  readonly slots: readonly string[]
  readonly leastDays: number
}

/** A category that keeps nothing yet. */
export function addCategory(needs: PublishingNeeds, call: Call, wanted: NewCategory): Promise<{ id: string }> {
  const { workspaceId } = call.acting
  const { brandId, name, accountIds, slots, leastDays } = wanted
  return change(needs.db, call, async (tx) => {
    await needs.brand(tx, { workspaceId, brandId })
    const accounts = await accountsOf(needs, tx, { workspaceId, brandId, accountIds })
    const id = uuidv7()
    await tx
      .insertInto('publishing.category')
      .values({
        workspace_id: workspaceId,
        id,
        brand_id: brandId,
        name,
        account_ids: accounts.map((account) => account.id),
        slots: [...new Set(slots)].toSorted(),
        least_days: leastDays,
      })
      .execute()
    return { value: { id }, subject: { kind: 'category', id }, detail: { name }, topics: ['posts'] }
  })
}
