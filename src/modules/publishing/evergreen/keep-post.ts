import type { Confirmed } from '#contract/voice'
import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import type { Sender } from '#modules/governance'
import { type Call, change } from '#modules/teams'

import { accountsOf } from '../check-post.ts'
import { type ContentInput, publishingRefusals } from '../contract.ts'
import { holdPost } from '../hold-to-voice.ts'
import { lockPost } from '../lock-post.ts'
import type { PublishingNeeds } from '../needs.ts'
import { postColumns } from '../post-columns.ts'
import { mediaOf } from '../post-content.ts'
import { type CategoryRow, lockCategory } from './lock-category.ts'
import { planCategoryJob } from './plan-job.ts'

interface Kept {
  readonly categoryId: string
  readonly postId: string
  readonly endsAfter?: number | undefined
  readonly endsOn?: string | undefined
  readonly confirmed?: Confirmed | undefined
}

/** Keeps what a post of the brand says now; later changes of the post do not reach it. That the post went out counts as its last time. */
export function keepPost(needs: PublishingNeeds, call: Call, kept: Kept): Promise<{ id: string }> {
  const { workspaceId } = call.acting
  const { categoryId, postId, endsAfter, endsOn, confirmed = [] } = kept
  return change(needs.db, call, async (tx) => {
    const category = await lockCategory(tx, { workspaceId, categoryId })
    const { post } = await lockPost(tx, { workspaceId, postId })
    if (post.brand_id !== category.brand_id) throw refuse(publishingRefusals, 'NOT_FOUND')
    const id = uuidv7()
    await holdWordings(tx, needs, { category, keptId: id, wordings: [post.content], sender: { acting: call.acting, confirmed } })
    await tx
      .insertInto('publishing.kept_post')
      .values({
        workspace_id: workspaceId,
        id,
        category_id: categoryId,
        ...keptColumns([post.content]),
        said_at: post.published_at,
        ends_after: endsAfter ?? null,
        ends_on: endsOn ?? null,
      })
      .execute()
    await needs.jobs.send(tx, planCategoryJob, { payload: { workspaceId, categoryId } })
    return {
      value: { id },
      subject: { kind: 'category', id: categoryId },
      detail: { name: category.name, from: postId },
      topics: ['posts'],
    }
  })
}

interface Wordings {
  readonly category: CategoryRow
  readonly keptId: string
  readonly wordings: readonly ContentInput[]
  readonly sender: Sender
}

/** It goes out by itself later: what the brand's rules warn of is confirmed by whoever keeps it. */
export async function holdWordings(tx: Tx, needs: PublishingNeeds, { category, keptId, wordings, sender }: Wordings): Promise<void> {
  const { workspace_id: workspaceId, brand_id: brandId, account_ids: accountIds } = category
  const accounts = await accountsOf(needs, tx, { workspaceId, brandId, accountIds })
  const media = await mediaOf(needs, tx, { workspaceId, contents: wordings })
  for (const content of wordings) {
    const subject = { kind: 'kept-post', id: keptId }
    await holdPost(tx, needs, { workspaceId, brandId, subject, labelIds: [], sender, content, media, accounts })
  }
}

/** What a row keeps of its wordings besides themselves. */
export function keptColumns(wordings: readonly ContentInput[]) {
  const columns = wordings.map(postColumns)
  return {
    wordings: JSON.stringify(wordings),
    first_line: columns[0]?.first_line ?? '',
    thumb_media_id: columns.find(({ thumb_media_id }) => thumb_media_id !== null)?.thumb_media_id ?? null,
    media_ids: [...new Set(columns.flatMap(({ media_ids }) => media_ids))],
  }
}
