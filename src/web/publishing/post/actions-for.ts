import type { Post } from '#contract/publishing'
import type { Permission } from '#contract/teams'

/** What can be done with a post: by how it stands, and by what the role may do. */
export function actionsFor({ state, deliveries, accountIds }: Pick<Post, 'state' | 'deliveries' | 'accountIds'>, may: (permission: Permission) => boolean) {
  const changeable = state === 'draft' || state === 'scheduled' || state === 'cancelled'
  const wentOut = deliveries.some((delivery) => delivery.publishedAt !== undefined || delivery.attempts > 0)
  return {
    edit: may('posts.write') && (changeable || (state === 'attention' && !wentOut)),
    move: may('posts.publish') && accountIds.length > 0 && changeable,
    publishNow: may('posts.publish') && accountIds.length > 0 && changeable,
    unschedule: may('posts.publish') && state === 'scheduled',
    duplicate: may('posts.write'),
    takeDown: may('posts.publish') && deliveries.some((delivery) => delivery.state === 'published'),
    remove: may('posts.write') && changeable && !wentOut,
  }
}
