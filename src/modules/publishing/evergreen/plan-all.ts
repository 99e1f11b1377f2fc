import type { WorkerNeeds } from '../needs.ts'
import { planCategory } from './plan-category.ts'

/** Plans ahead for every category of every workspace. Trouble with one holds up no other. */
export async function planAll(needs: WorkerNeeds, now: Temporal.Instant, signal?: AbortSignal): Promise<void> {
  const categories = await needs.db
    .selectFrom('publishing.category')
    .select(['workspace_id', 'id'])
    .where('paused', '=', false)
    .orderBy('workspace_id')
    .execute()
  for (const { workspace_id: workspaceId, id: categoryId } of categories) {
    if (signal?.aborted === true) return
    try {
      await planCategory(needs, { workspaceId, categoryId }, now)
    } catch (error) {
      needs.log.error({ err: error, categoryId }, 'a category could not be planned ahead')
    }
  }
}
