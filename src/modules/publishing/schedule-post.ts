import { sql } from 'kysely'

import type { Confirmed } from '#contract/voice'
import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { isHeldBack, type Sender } from '#modules/governance'
import { type Call, change, mayDo, watching, withinScopes } from '#modules/teams'

import { checkPost } from './check-post.ts'
import { type Post, publishingRefusals, type When } from './contract.ts'
import { lockForChange, type LockedPost } from './lock-post.ts'
import type { PublishingNeeds } from './needs.ts'
import { planDeliveries } from './plan-deliveries.ts'
import { planTime } from './plan-time.ts'
import { prepareVideos } from './prepare-videos.ts'
import { readPost } from './read-post.ts'
import { refuseIfGoing } from './refuse-if-going.ts'
import { type Planner, reviewPost } from './review-post.ts'
import { seen } from './seen.ts'
import { topicsOf } from './topics.ts'

/** Schedules a draft, moves what is scheduled, or publishes at once. The deliveries and the job that wakes a worker are one transaction. */
export async function schedulePost(
  needs: PublishingNeeds,
  call: Call,
  {
    postId,
    revision,
    when,
    confirmed = [],
    skipApproval,
  }: { postId: string; revision: number; when: When; confirmed?: Confirmed | undefined; skipApproval?: boolean | undefined },
): Promise<Post> {
  const { workspaceId } = call.acting
  await holdPublisher(call)
  return change(needs.db, watching(call, seen.post(workspaceId, postId)), async (tx) => {
    const locked = await lockForChange(tx, { workspaceId, postId, revision })
    refuseIfGoing(call, locked)
    const at = await schedule(tx, needs, { ...locked, when, sender: { acting: call.acting, confirmed }, by: call.acting, skipApproval })
    return {
      value: await readPost(needs, tx, { workspaceId, postId }),
      subject: { kind: 'post', id: postId },
      detail: { at: at.toString(), when: when.kind, ...(skipApproval ? { skipApproval } : {}) },
      topics: topicsOf(postId),
    }
  })
}

/** Whoever plans without asking uses the right to publish, which may wait for something to be read. */
export async function holdPublisher({ acting, holdBack }: Call): Promise<void> {
  if (mayDo(acting.role, 'posts.publish') && withinScopes(acting, 'posts.publish')) await holdBack?.(acting, 'posts.publish')
}

/** The same, inside a change that has the post locked and knows that nothing of it can be out. */
export async function schedule(
  tx: Tx,
  needs: PublishingNeeds,
  { post, deliveries, when, sender, signedOutToo = false, by, skipApproval }: Scheduling,
): Promise<Temporal.Instant> {
  const workspaceId = post.workspace_id
  const which = { workspaceId, brandId: post.brand_id, postId: post.id }
  if (when.kind === 'now' && (await isHeldBack(tx, which))) throw refuse(publishingRefusals, 'IN_CRISIS')
  const { timeZone, altTexts } = await needs.brand(tx, which)
  const now = await databaseTime(tx)
  const plan = planTime(when, { timeZone, now })
  const accounts = await checkPost(needs, tx, {
    workspaceId,
    postId: post.id,
    brandId: post.brand_id,
    belonging: { campaignId: post.campaign_id, labelIds: post.label_ids },
    content: post.content,
    accountIds: post.account_ids,
    dueAt: plan.at,
    altTexts,
    sender,
    signedOutToo,
  })
  await tx
    .updateTable('publishing.post')
    .set({
      planned_local: plan.local,
      time_zone: plan.timeZone,
      occurrence: plan.occurrence ?? null,
      planned_at: new Date(plan.at.epochMilliseconds),
      revision: sql<number>`revision + 1`,
      updated_at: sql<Date>`clock_timestamp()`,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', post.id)
    .execute()
  const at = when.kind === 'now' ? undefined : plan.at
  await reviewPost(tx, needs, { workspaceId, postId: post.id, by, planned: true, at, skip: skipApproval })
  await planDeliveries(tx, needs.jobs, { post, accounts, dueAt: laterOf(plan.at, now), existing: deliveries })
  await prepareVideos(needs, tx, { workspaceId, content: post.content, accounts })
  return plan.at
}

/** The minute that is running has begun: what is planned for it is due from now on. */
function laterOf(planned: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(planned, now) < 0 ? now : planned
}

interface Scheduling extends LockedPost {
  readonly when: When
  readonly sender: Sender
  readonly signedOutToo?: boolean
  readonly by: Planner
  readonly skipApproval?: boolean | undefined
}

/** The time by which workers judge what is due. */
export async function databaseTime(db: Db | Tx): Promise<Temporal.Instant> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  return (rows[0]?.now ?? new Date()).toTemporalInstant()
}
