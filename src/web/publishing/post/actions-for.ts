import type { DeliveryState, Post } from '#contract/publishing'
import type { Permission } from '#contract/teams'

/** What can be done with a post: by how it stands, and by what the role may do. */
export function actionsFor(post: Pick<Post, 'state' | 'deliveries' | 'accountIds' | 'category'>, may: (permission: Permission) => boolean) {
  const { state, deliveries, accountIds, category } = post
  const changeable = isChangeable(post)
  // Whoever may not publish plans by asking those who may.
  const mayPlan = may('posts.write') && accountIds.length > 0 && changeable
  return {
    edit: may('posts.write') && changeable,
    move: mayPlan,
    publishNow: mayPlan,
    unschedule: may('posts.write') && state === 'scheduled',
    duplicate: may('posts.write'),
    keep: may('posts.publish') && keepable.has(state) && category === undefined,
    takeDown: may('posts.publish') && deliveries.some((delivery) => delivery.state === 'published'),
    remove: may('posts.write') && changeable,
  }
}

const keepable: ReadonlySet<Post['state']> = new Set(['draft', 'scheduled', 'published'])

/** A post can change while no copy of it is out, on its way, or perhaps out. */
export function isChangeable({ deliveries }: Pick<Post, 'deliveries'>): boolean {
  return deliveries.every(({ state }) => unsent.has(state))
}

const unsent: ReadonlySet<DeliveryState> = new Set(['waiting', 'retrying', 'rejected', 'missed', 'cancelled'])
