import { isDeepStrictEqual } from 'node:util'

import type { Tx } from '#kit/database'
import { announce } from '#kit/live'
import { writeAudit } from '#modules/teams'

import type { WeeklyTime } from '../cadence/weekly-times.ts'
import { accountsOf } from '../check-post.ts'
import type { ContentInput, KeptTrouble } from '../contract.ts'
import { insertPost } from '../create-post.ts'
import { lockPost } from '../lock-post.ts'
import type { AccountFacts, BrandFacts, PublishingNeeds } from '../needs.ts'
import { schedule } from '../schedule-post.ts'
import { topicsOf } from '../topics.ts'
import { judgeWording } from './judge-wording.ts'
import { type KeptRow, keptRows } from './kept-rows.ts'
import type { CategoryRow } from './lock-category.ts'
import { inTurn } from './turns.ts'

interface Turn extends Pick<BrandFacts, 'timeZone' | 'altTexts'> {
  /** Held. */
  readonly category: CategoryRow
  readonly time: WeeklyTime
}

/**
 * Plans the kept post whose turn it is for this time, on those accounts of its category that would take it. One that none would take is
 * passed over, with the reason, and the next takes its turn. Where no post may go out then, the time stays open.
 */
export async function planTurn(tx: Tx, needs: PublishingNeeds, turn: Turn): Promise<void> {
  const { category, time } = turn
  const { workspace_id: workspaceId, id: categoryId, brand_id: brandId } = category
  if (await isGiven(tx, turn)) return
  const accounts = await accountsOf(needs, tx, { workspaceId, brandId, accountIds: category.account_ids })
  if (accounts.length === 0) return
  const kept = await keptRows(tx, { workspaceId, categoryId })
  for (const each of inTurn(kept, { at: time.at, timeZone: turn.timeZone, leastDays: category.least_days })) {
    const chosen = await chooseWording(tx, needs, { ...turn, kept: each, accounts })
    await noteTrouble(tx, each, chosen.trouble)
    if (!chosen.content) continue
    const postId = await plan(tx, needs, { ...turn, ...chosen, content: chosen.content })
    await tx
      .insertInto('publishing.evergreen_use')
      .values({
        workspace_id: workspaceId,
        category_id: categoryId,
        slot: time.local,
        kept_id: each.id,
        cycle: each.cycle + 1,
        post_id: postId,
      })
      .execute()
    return
  }
}

async function isGiven(tx: Tx, { category, time }: Turn): Promise<boolean> {
  const use = await tx
    .selectFrom('publishing.evergreen_use')
    .select('slot')
    .where('workspace_id', '=', category.workspace_id)
    .where('category_id', '=', category.id)
    .where('slot', '=', time.local)
    .executeTakeFirst()
  return use !== undefined
}

interface Chosen {
  /** Absent where no network would take any wording. */
  readonly content?: ContentInput
  readonly accounts: readonly AccountFacts[]
  readonly trouble?: KeptTrouble
}

/** The wording whose turn it is, or the next that can go out; its accounts are those that take it. */
async function chooseWording(
  tx: Tx,
  needs: PublishingNeeds,
  { category, time, altTexts, kept, accounts }: Turn & { kept: KeptRow; accounts: readonly AccountFacts[] },
): Promise<Chosen> {
  const first = kept.cycle % kept.wordings.length
  let trouble: KeptTrouble | undefined
  for (const content of [...kept.wordings.slice(first), ...kept.wordings.slice(0, first)]) {
    const judged = await judgeWording(needs, tx, {
      workspaceId: category.workspace_id,
      brandId: category.brand_id,
      content,
      accounts,
      at: time.at,
      altTexts,
    })
    if (judged.accounts.length > 0) return { content, ...judged }
    trouble ??= judged.trouble
  }
  return { accounts: [], ...(trouble ? { trouble } : {}) }
}

async function noteTrouble(tx: Tx, { workspace_id, id, trouble: before }: KeptRow, trouble: KeptTrouble | undefined): Promise<void> {
  if (isDeepStrictEqual(trouble ?? null, before)) return
  await tx
    .updateTable('publishing.kept_post')
    .set({ trouble: trouble ? JSON.stringify(trouble) : null })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .execute()
  await announce(tx, { to: workspace_id, topics: ['posts'] })
}

/** Like any post that a member writes and schedules, but by Hearth. */
async function plan(
  tx: Tx,
  needs: PublishingNeeds,
  { category, time, timeZone, content, accounts }: Turn & Chosen & { content: ContentInput },
): Promise<string> {
  const { workspace_id: workspaceId, brand_id: brandId, id: categoryId } = category
  const by = { workspaceId, memberId: null, name: null }
  const postId = await insertPost(tx, needs, {
    brandId,
    content,
    accountIds: accounts.map(({ id }) => id),
    acting: by,
    categoryId,
  })
  const when = { kind: 'at', local: time.local, timeZone } as const
  // An account that is signed out may be back in time; until then people see it under what needs them.
  await schedule(tx, needs, { ...(await lockPost(tx, { workspaceId, postId })), when, sender: 'system', by, signedOutToo: true })
  await writeAudit(tx, {
    workspaceId,
    actor: 'system',
    action: 'publishing.planEvergreen',
    subject: { kind: 'post', id: postId },
    detail: { at: time.at.toString(), category: category.name },
  })
  await announce(tx, { to: workspaceId, topics: topicsOf(postId) })
  return postId
}
