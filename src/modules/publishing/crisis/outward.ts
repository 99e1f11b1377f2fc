import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import type { Outward } from '#modules/governance'

import { lockPost } from '../lock-post.ts'
import type { PublishingNeeds } from '../needs.ts'
import { wakeFor } from '../plan-deliveries.ts'
import { byHearth } from '../review-post.ts'
import { databaseTime, schedule } from '../schedule-post.ts'
import { canBeTakenDown, mayBeOut } from '../states.ts'
import { takeDown } from '../take-down-post.ts'
import { holdAllDue } from './hold-due.ts'
import { dueAgain, isHeldByCrisis } from './resume-held.ts'

/** What publishing does for a crisis, handed to governance, which stands before it. */
export function outwardPosts(needs: PublishingNeeds): Omit<Outward, 'heard'> {
  return {
    holdDue: holdAllDue,
    publishNow: (tx, which) => publishNow(tx, needs, which),
    posts: postLines,
    liveOf,
    takeDown: (tx, which) => takeDownAll(tx, needs, which),
    takenDown,
  }
}

/** Where nothing of it can be out it is planned for now, whatever it was; else what a crisis held of it follows. */
async function publishNow(tx: Tx, needs: PublishingNeeds, which: { workspaceId: string; postId: string }): Promise<void> {
  const locked = await lockPost(tx, which)
  const waiting = locked.deliveries.filter(isHeldByCrisis)
  const out = locked.deliveries.some((delivery) => mayBeOut(delivery) || delivery.state === 'taken-down')
  // Two people have agreed on its words: only what a rule of the brand blocks still holds it up.
  if (!out) return void (await schedule(tx, needs, { ...locked, when: { kind: 'now' }, sender: 'system', by: byHearth(which) }))
  const now = await databaseTime(tx)
  for (const delivery of waiting) await dueAgain(tx, delivery, now)
  await wakeFor(tx, needs.jobs, which)
}

async function postLines(db: Db | Tx, { workspaceId, postIds }: { workspaceId: string; postIds: readonly string[] }) {
  if (postIds.length === 0) return []
  return db
    .selectFrom('publishing.post')
    .select(['id', 'brand_id as brandId', 'first_line as firstLine'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...postIds])
    .where('answers', 'is', null)
    .execute()
}

async function liveOf(
  db: Db | Tx,
  { workspaceId, brandId, campaignId }: { workspaceId: string; brandId: string; campaignId: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select d.id from publishing.post p join publishing.delivery d on d.workspace_id = p.workspace_id and d.post_id = p.id
    where p.workspace_id = ${workspaceId} and p.brand_id = ${brandId} and p.campaign_id = ${campaignId}
      and (d.state = 'published' or d.live_parts > 0 or d.unclear_step is not null) and d.state not in ('taking-down', 'taken-down')
    order by d.post_id, d.id`.execute(db)
  return rows.map(({ id }) => id)
}

async function takeDownAll(
  tx: Tx,
  needs: PublishingNeeds,
  { workspaceId, deliveryIds }: { workspaceId: string; deliveryIds: readonly string[] },
): Promise<void> {
  if (deliveryIds.length === 0) return
  const wanted = new Set(deliveryIds)
  const posts = await tx
    .selectFrom('publishing.delivery')
    .select('post_id')
    .distinct()
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...deliveryIds])
    .orderBy('post_id')
    .execute()
  for (const { post_id: postId } of posts) {
    const { deliveries } = await lockPost(tx, { workspaceId, postId })
    for (const delivery of deliveries.filter((one) => wanted.has(one.id) && canBeTakenDown(one))) await takeDown(tx, delivery)
    await wakeFor(tx, needs.jobs, { workspaceId, postId })
  }
}

async function takenDown(db: Db, { workspaceId, deliveryIds }: { workspaceId: string; deliveryIds: readonly string[] }) {
  if (deliveryIds.length === 0) return []
  const { rows } = await sql<Awaited<ReturnType<Outward['takenDown']>>[number]>`
    select network,
      count(*) filter (where state = 'taken-down')::int as down,
      count(*) filter (where state = 'taking-down')::int as going,
      count(*) filter (where state = 'needs-a-person' and wish = 'take-down' and reason ->> 'code' = 'delete-by-hand')::int as "byHand",
      count(*) filter (where state = 'needs-a-person' and wish = 'take-down' and reason ->> 'code' is distinct from 'delete-by-hand')::int as troubled,
      count(*) filter (where wish = 'publish' and state <> 'taken-down')::int as live
    from publishing.delivery where workspace_id = ${workspaceId} and id = any(${[...deliveryIds]}::uuid[]) group by network order by network`.execute(
    db,
  )
  return rows
}
