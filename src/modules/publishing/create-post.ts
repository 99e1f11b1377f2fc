import type { Confirmed } from '#contract/voice'
import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { type Call, change } from '#modules/teams'

import { belongingOf } from './belonging.ts'
import { accountsOf } from './check-post.ts'
import { type ContentInput, type Post, publishingRefusals, type When } from './contract.ts'
import { keepEdit, type Writer } from './keep-edit.ts'
import { lockPost } from './lock-post.ts'
import type { PublishingNeeds } from './needs.ts'
import { postColumns } from './post-columns.ts'
import { readPost } from './read-post.ts'
import { holdPublisher, schedule } from './schedule-post.ts'
import { topicsOf } from './topics.ts'

interface NewPost {
  readonly brandId: string
  readonly content: ContentInput
  readonly accountIds: readonly string[]
  readonly campaignId?: string | null | undefined
  readonly labelIds?: readonly string[] | undefined
  readonly when?: When | undefined
  readonly confirmed?: Confirmed | undefined
  readonly skipApproval?: boolean | undefined
}

/** A draft, or with `when` a post that is scheduled in the same step. */
export async function createPost(needs: PublishingNeeds, call: Call, input: NewPost): Promise<Post> {
  const { acting } = call
  const { workspaceId } = acting
  if (acting.within && input.accountIds.length === 0) throw refuse(publishingRefusals, 'NO_ACCOUNT')
  if (input.when) await holdPublisher(call)
  return change(needs.db, call, async (tx) => {
    await needs.brand(tx, { workspaceId, brandId: input.brandId })
    const postId = await insertPost(tx, needs, { ...input, acting })
    const { when, skipApproval } = input
    if (when) {
      const sender = { acting, confirmed: input.confirmed ?? [] }
      await schedule(tx, needs, { ...(await lockPost(tx, { workspaceId, postId })), when, sender, by: acting, skipApproval })
    }
    return {
      value: await readPost(needs, tx, { workspaceId, postId }),
      subject: { kind: 'post', id: postId },
      detail: when ? { when: when.kind, ...(skipApproval ? { skipApproval } : {}) } : {},
      topics: topicsOf(postId),
    }
  })
}

export async function insertPost(
  tx: Tx,
  needs: PublishingNeeds,
  {
    brandId,
    content,
    accountIds,
    acting,
    categoryId,
    ...belonging
  }: Omit<NewPost, 'when' | 'confirmed' | 'skipApproval'> & { acting: Writer; categoryId?: string },
): Promise<string> {
  const id = uuidv7()
  const accounts = await accountsOf(needs, tx, { workspaceId: acting.workspaceId, brandId, accountIds })
  const { campaignId, labelIds } = await belongingOf(needs, tx, { workspaceId: acting.workspaceId, brandId, wanted: belonging })
  await tx
    .insertInto('publishing.post')
    .values({
      workspace_id: acting.workspaceId,
      id,
      brand_id: brandId,
      ...postColumns(content),
      account_ids: accounts.map((account) => account.id),
      campaign_id: campaignId,
      label_ids: [...labelIds],
      planned_local: null,
      time_zone: null,
      occurrence: null,
      url: null,
      created_by: acting.memberId,
      created_by_name: acting.name,
      category_id: categoryId ?? null,
    })
    .execute()
  await keepEdit(tx, { acting, postId: id, content, accountIds: accounts.map((account) => account.id) })
  return id
}
