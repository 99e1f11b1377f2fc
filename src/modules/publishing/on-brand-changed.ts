import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { announce } from '#kit/live'

import { lockPost, type LockedPost } from './lock-post.ts'
import type { PublishingNeeds } from './needs.ts'
import { wakeFor } from './plan-deliveries.ts'
import { moveToZone, type Plan } from './plan-time.ts'
import { whyFixed } from './states.ts'
import { topicsOf } from './topics.ts'

/** The brand moved to another zone: what was planned by its clock for later keeps its wall-clock time, in the new zone. May run twice. */
export async function onBrandChanged(
  needs: Pick<PublishingNeeds, 'db' | 'jobs'>,
  { workspaceId, brandId, timeZone, timeZoneBefore }: { workspaceId: string; brandId: string; timeZone: string; timeZoneBefore: string },
): Promise<void> {
  if (timeZone === timeZoneBefore) return
  const posts = await needs.db
    .selectFrom('publishing.post')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('published_at', 'is', null)
    .where('planned_at', '>', sql<Date>`now()`)
    .where('time_zone', '=', timeZoneBefore)
    .execute()
  for (const { id } of posts) {
    await needs.db.transaction().execute(async (tx) => {
      const locked = await lockPost(tx, { workspaceId, postId: id })
      const { post, deliveries } = locked
      if (post.planned_local === null || post.time_zone !== timeZoneBefore || whyFixed(deliveries)) return
      const occurrence = post.occurrence ? { occurrence: post.occurrence } : {}
      const plan = moveToZone({ local: post.planned_local, ...occurrence }, timeZone)
      await replan(tx, locked, plan)
      await wakeFor(tx, needs.jobs, { workspaceId, postId: id, at: plan.at })
      await announce(tx, { to: workspaceId, topics: topicsOf(id) })
    })
  }
}

async function replan(tx: Tx, { post }: LockedPost, plan: Plan): Promise<void> {
  const at = new Date(plan.at.epochMilliseconds)
  await tx
    .updateTable('publishing.post')
    .set({ planned_local: plan.local, time_zone: plan.timeZone, planned_at: at, revision: sql<number>`revision + 1` })
    .where('workspace_id', '=', post.workspace_id)
    .where('id', '=', post.id)
    .execute()
  await tx
    .updateTable('publishing.delivery')
    .set({ due_at: at, next_try_at: at })
    .where('workspace_id', '=', post.workspace_id)
    .where('post_id', '=', post.id)
    .where('state', '=', 'waiting')
    .execute()
}
