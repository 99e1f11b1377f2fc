import type { DeliveryState, Post } from '#contract/publishing'
import type { Permission } from '#contract/teams'

/** What can be done with a post: by how it stands, and by what the role may do. */
export function actionsFor(post: Pick<Post, 'state' | 'deliveries' | 'accountIds'>, may: (permission: Permission) => boolean) {
  const { state, deliveries, accountIds } = post
  const changeable = isChangeable(post)
  const mayPlan = may('posts.publish') && accountIds.length > 0 && changeable
  return {
    edit: may('posts.write') && changeable,
    move: mayPlan,
    publishNow: mayPlan,
    unschedule: may('posts.publish') && state === 'scheduled',
    duplicate: may('posts.write'),
    takeDown: may('posts.publish') && deliveries.some((delivery) => delivery.state === 'published'),
    remove: may('posts.write') && changeable,
  }
}

/** A post can change while no copy of it is out, on its way, or perhaps out. */
export function isChangeable({ deliveries }: Pick<Post, 'deliveries'>): boolean {
  return deliveries.every(({ state }) => unsent.has(state))
}

const unsent: ReadonlySet<DeliveryState> = new Set(['waiting', 'retrying', 'rejected', 'missed', 'cancelled'])
