import type { z } from 'zod'

import type { analytics } from '../contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { measuredPosts } from './measured-posts.ts'
import { ranked } from './rank-posts.ts'
import { scopeOf, standingOf } from './scope.ts'

type Asked = z.output<NonNullable<(typeof analytics.posts)['~orpc']['inputSchema']>> & { readonly workspaceId: string }
type Answer = z.output<NonNullable<(typeof analytics.posts)['~orpc']['outputSchema']>>

/** Posts published in a period with what they have gathered, or posts that anything happened on in it with what happened; ranked by a metric. */
export async function listPosts(needs: AnalyticsNeeds, asked: Asked): Promise<Answer> {
  const scope = await scopeOf(needs, { ...asked, by: 'post' })
  const [{ values, count }, standing] = await Promise.all([ranked(needs, { ...asked, scope }), standingOf(needs, scope, asked)])
  return { ...standing, posts: await measuredPosts(needs.db, { workspaceId: asked.workspaceId, values }), count }
}
