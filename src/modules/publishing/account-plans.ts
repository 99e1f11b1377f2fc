import type { Db } from '#kit/database'
import { announce } from '#kit/live'

import { lockPost } from './lock-post.ts'
import { mayBeOut } from './states.ts'
import { cancelDelivery } from './take-down-post.ts'
import { topicsOf } from './topics.ts'

interface Whose {
  readonly workspaceId: string
  readonly accountId: string
}

/** How many posts are still to go out on the account: asked before it is disconnected. Inside a transaction pass the transaction. */
export async function countPlanned(db: Db, whose: Whose): Promise<number> {
  return (await plannedPosts(db, whose)).length
}

/** The account is gone: what was to go out there is cancelled. What may be out already stays and asks a person. May run twice. */
export async function cancelPlanned(db: Db, whose: Whose): Promise<void> {
  const { workspaceId, accountId } = whose
  for (const postId of await plannedPosts(db, whose)) {
    await db.transaction().execute(async (tx) => {
      const { deliveries } = await lockPost(tx, { workspaceId, postId, isA: 'either' })
      const delivery = deliveries.find((one) => one.account_id === accountId)
      if (!delivery || mayBeOut(delivery) || (delivery.state !== 'waiting' && delivery.state !== 'retrying')) return
      await cancelDelivery(tx, delivery)
      await announce(tx, { to: workspaceId, topics: topicsOf(postId) })
    })
  }
}

async function plannedPosts(db: Db, { workspaceId, accountId }: Whose): Promise<string[]> {
  const rows = await db
    .selectFrom('publishing.delivery')
    .select('post_id')
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .where('next_try_at', 'is not', null)
    .execute()
  return rows.map(({ post_id }) => post_id)
}
