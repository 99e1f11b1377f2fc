import { sql } from 'kysely'

import type { Confirmed } from '#contract/voice'
import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { isHeldBack } from '#modules/governance'
import { asItStands, type Call, change } from '#modules/teams'

import { type Decision, type Post, publishingRefusals } from './contract.ts'
import { postPublished } from './events.ts'
import { type DeliveryPatch, type DeliveryRow, letGo } from './held-delivery.ts'
import { holdPost } from './hold-to-voice.ts'
import { lockPost } from './lock-post.ts'
import type { PublishingNeeds } from './needs.ts'
import { fresh, wakeFor } from './plan-deliveries.ts'
import { mediaOf } from './post-content.ts'
import { readPost } from './read-post.ts'
import { type Planner, reviewPost } from './review-post.ts'
import { seen } from './seen.ts'
import { showAsPublished } from './show-as-published.ts'
import { decisionsFor, mayBeOut } from './states.ts'
import { about } from './tell.ts'
import { topicsOf } from './topics.ts'

/** A member settles a delivery that waits for them. */
export async function decideDelivery(
  needs: PublishingNeeds,
  call: Call,
  { deliveryId, decision, confirmed = [] }: { deliveryId: string; decision: Decision; confirmed?: Confirmed | undefined },
): Promise<Post> {
  const { workspaceId } = call.acting
  return change(needs.db, call, async (tx) => {
    const postId = await postOf(tx, { workspaceId, deliveryId })
    const delivery = await settle(tx, needs, { workspaceId, postId, deliveryId, decision, isA: 'post', by: call.acting })
    if (decision === 'send-now') await holdAgain(tx, needs, { call, postId, delivery, confirmed })
    const after = await asItStands(tx, seen.delivery(workspaceId, deliveryId))
    return {
      value: await readPost(needs, tx, { workspaceId, postId }),
      subject: { kind: 'delivery', id: deliveryId },
      detail: { decision, postId },
      before: { state: delivery.state },
      after,
      topics: topicsOf(postId),
    }
  })
}

/** A post that was refused or missed can have been rewritten since. What may be out already is not judged any more. */
async function holdAgain(
  tx: Tx,
  needs: PublishingNeeds,
  { call, postId, delivery, confirmed }: { call: Call; postId: string; delivery: DeliveryRow; confirmed: Confirmed },
): Promise<void> {
  if (mayBeOut(delivery)) return
  const { workspaceId } = call.acting
  const { post } = await lockPost(tx, { workspaceId, postId })
  const accounts = await needs.accounts.find(tx, { workspaceId, ids: [delivery.account_id] })
  await holdPost(tx, needs, {
    workspaceId,
    brandId: post.brand_id,
    subject: { kind: 'post', id: postId },
    labelIds: post.label_ids,
    sender: { acting: call.acting, confirmed },
    content: post.content,
    media: await mediaOf(needs, tx, { workspaceId, contents: [post.content] }),
    accounts,
  })
}

/** The decision itself, on a post or an answer, inside a change. Answers the delivery as it was. */
export async function settle(tx: Tx, needs: PublishingNeeds, { deliveryId, decision, by, ...which }: Settling): Promise<DeliveryRow> {
  const { deliveries } = await lockPost(tx, which)
  const delivery = deliveries.find(({ id }) => id === deliveryId)
  if (!delivery || !decisionsFor(delivery).includes(decision)) throw refuse(publishingRefusals, 'NOT_OPEN')
  if (decision === 'send-now' && which.isA === 'post' && (await isHeldBack(tx, { ...which, brandId: delivery.brand_id })))
    throw refuse(publishingRefusals, 'IN_CRISIS')
  await tx
    .updateTable('publishing.delivery')
    .set({ ...patchFor(decision, delivery), updated_at: now })
    .where('workspace_id', '=', which.workspaceId)
    .where('id', '=', deliveryId)
    .execute()
  if (decision === 'send-now') await reviewPost(tx, needs, { ...which, by, planned: true, at: undefined })
  if (decision === 'mark-published') await markPublished(tx, needs, delivery)
  await wakeFor(tx, needs.jobs, which)
  return delivery
}

interface Settling {
  readonly workspaceId: string
  readonly postId: string
  readonly deliveryId: string
  readonly decision: Decision
  readonly isA: 'post' | 'answer'
  readonly by: Planner
}

const now = sql<Date>`clock_timestamp()`

function patchFor(decision: Decision, delivery: DeliveryRow): DeliveryPatch {
  switch (decision) {
    case 'send-now':
      return sendNow(delivery)
    case 'look-again':
      return { ...letGo, state: delivery.wish === 'take-down' ? 'taking-down' : 'unconfirmed', tries: 0, next_try_at: now }
    case 'cancel':
      return { ...letGo, state: 'cancelled', settled_at: now }
    case 'mark-published':
      return {
        ...letGo,
        ...settled,
        state: 'published',
        published_at: sql<Date>`coalesce(published_at, clock_timestamp())`,
        settled_at: now,
      }
    case 'mark-taken-down':
      return { ...letGo, ...settled, wish: 'take-down', state: 'taken-down', settled_at: now }
  }
}

const settled = { wish: 'publish', unclear_step: null, unclear_since: null, reason: null, resend_allowed: false } as const

/** Due from now on. What may be out is looked for first; of a thread that is partly out the rest follows; anything else starts anew. */
function sendNow(delivery: DeliveryRow): DeliveryPatch {
  const due = { ...letGo, due_at: now, next_try_at: now, tries: 0 }
  if (delivery.unclear_step !== null) return { ...due, state: 'unconfirmed', resend_allowed: true }
  return mayBeOut(delivery) ? { ...due, state: 'retrying' } : { ...due, ...fresh }
}

/** News only the first time: one that stays live because it could not be taken down was published before. */
async function markPublished(tx: Tx, needs: PublishingNeeds, delivery: DeliveryRow): Promise<void> {
  await showAsPublished(tx, { workspaceId: delivery.workspace_id, postId: delivery.post_id, url: undefined })
  if (delivery.published_at === null && !delivery.is_answer) await needs.events.emit(tx, postPublished, about(delivery))
}

async function postOf(tx: Tx, { workspaceId, deliveryId }: { workspaceId: string; deliveryId: string }): Promise<string> {
  const row = await tx
    .selectFrom('publishing.delivery')
    .select('post_id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', deliveryId)
    .executeTakeFirst()
  if (!row) throw refuse(publishingRefusals, 'NOT_FOUND')
  return row.post_id
}
