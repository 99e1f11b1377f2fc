import { sql } from 'kysely'

import type { Confirmed } from '#contract/voice'
import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import type { Sender } from '#modules/governance'
import { type Call, change, watching } from '#modules/teams'

import { belongingOf } from './belonging.ts'
import { accountsOf, checkPost } from './check-post.ts'
import { type ContentInput, type Post, publishingRefusals } from './contract.ts'
import { postOrganised } from './events.ts'
import { keepEdit } from './keep-edit.ts'
import { lockForChange, type LockedPost } from './lock-post.ts'
import type { Belonging, PublishingNeeds } from './needs.ts'
import { planDeliveries } from './plan-deliveries.ts'
import { postColumns } from './post-columns.ts'
import { prepareVideos } from './prepare-videos.ts'
import { readPost } from './read-post.ts'
import { isToGo, refuseIfGoing } from './refuse-if-going.ts'
import { reviewPost } from './review-post.ts'
import { seen } from './seen.ts'
import { topicsOf } from './topics.ts'

interface Saved {
  readonly postId: string
  readonly revision: number
  readonly content: ContentInput
  readonly accountIds: readonly string[]
  readonly campaignId?: string | null | undefined
  readonly labelIds?: readonly string[] | undefined
  readonly confirmed?: Confirmed | undefined
}

/**
 * Saves what a member wrote, also while they type. A draft may be anything; a post that is to go out must stay acceptable.
 * One that was refused or missed keeps standing there, with the new text, until it is scheduled again or sent.
 */
export function savePost(needs: PublishingNeeds, call: Call, saved: Saved): Promise<Post> {
  const { workspaceId } = call.acting
  const { postId } = saved
  // A post without accounts would be out of their sight.
  if (call.acting.within && saved.accountIds.length === 0) throw refuse(publishingRefusals, 'NO_ACCOUNT')
  return change(needs.db, watching(call, seen.writing(workspaceId, postId)), async (tx) => {
    const locked = await lockForChange(tx, { workspaceId, postId, revision: saved.revision })
    refuseIfGoing(call, locked)
    const accounts = await accountsOf(needs, tx, { workspaceId, brandId: locked.post.brand_id, accountIds: saved.accountIds })
    const belonging = await belongingOf(needs, tx, {
      workspaceId,
      brandId: locked.post.brand_id,
      wanted: saved,
      before: { campaignId: locked.post.campaign_id, labelIds: locked.post.label_ids },
    })
    await tx
      .updateTable('publishing.post')
      .set({
        ...postColumns(saved.content),
        account_ids: accounts.map(({ id }) => id),
        campaign_id: belonging.campaignId,
        label_ids: [...belonging.labelIds],
        revision: sql<number>`revision + 1`,
        updated_at: sql<Date>`clock_timestamp()`,
      })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', postId)
      .execute()
    if (!isSame(belonging, locked.post)) await needs.events.emit(tx, postOrganised, { workspaceId, postId })
    await keepEdit(tx, { acting: call.acting, postId, content: saved.content, accountIds: accounts.map(({ id }) => id) })
    if (locked.deliveries.some(({ state }) => state !== 'cancelled'))
      await reviewPost(tx, needs, { workspaceId, postId, by: call.acting, planned: false, at: plannedFor(locked) })
    if (locked.deliveries.some(isToGo))
      await keepScheduled(tx, needs, {
        ...locked,
        ...saved,
        belonging,
        accountIds: accounts.map(({ id }) => id),
        sender: { acting: call.acting, confirmed: saved.confirmed ?? [] },
      })
    return {
      value: await readPost(needs, tx, { workspaceId, postId }),
      subject: { kind: 'post', id: postId },
      topics: topicsOf(postId),
      // While somebody types; where else it goes and belongs is told each time.
      ...(isSame(belonging, locked.post) && accounts.map(({ id }) => id).join() === locked.post.account_ids.join()
        ? { auditOncePerMinutes: 10 }
        : {}),
    }
  })
}

function isSame({ campaignId, labelIds }: Belonging, before: LockedPost['post']): boolean {
  return campaignId === before.campaign_id && labelIds.toSorted().join() === before.label_ids.toSorted().join()
}

/** What was tried without reaching anyone starts anew with the new text, at the time it was due. What was refused, missed or cancelled stays so. */
async function keepScheduled(
  tx: Tx,
  needs: PublishingNeeds,
  {
    post,
    deliveries,
    content,
    accountIds,
    belonging,
    sender,
  }: LockedPost & Saved & { readonly belonging: Belonging; readonly sender: Sender },
): Promise<void> {
  const { workspace_id: workspaceId, brand_id: brandId } = post
  const [ahead, settled] = [deliveries.filter(isToGo), deliveries.filter((delivery) => !isToGo(delivery))]
  const dueAt = plannedFor({ post, deliveries: ahead })
  const { altTexts } = await needs.brand(tx, { workspaceId, brandId })
  const accounts = await checkPost(needs, tx, {
    workspaceId,
    postId: post.id,
    brandId,
    belonging,
    content,
    accountIds,
    signedOutToo: true,
    dueAt,
    altTexts,
    sender,
  })
  await planDeliveries(tx, needs.jobs, {
    post,
    accounts: accounts.filter(({ id }) => !settled.some(({ account_id }) => account_id === id)),
    dueAt,
    existing: ahead,
  })
  await prepareVideos(needs, tx, { workspaceId, content, accounts })
}

/** When it was to go out last. */
export function plannedFor({ post, deliveries }: Pick<LockedPost, 'post' | 'deliveries'>): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(
    Math.max(post.planned_at?.getTime() ?? 0, ...deliveries.map(({ due_at }) => due_at.getTime())),
  )
}
