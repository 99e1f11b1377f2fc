import type { Obstructed } from './contract.ts'
import type { PublishingNeeds } from './needs.ts'
import { obstaclesAmong } from './obstacles.ts'
import { mediaOf } from './post-content.ts'
import { summaryRows, toSummaries } from './summaries.ts'

/** Scheduled posts that would not go out as they stand, the next one first. */
export async function listObstructed(
  needs: PublishingNeeds,
  { accountIds, ...of }: { workspaceId: string; brandId: string; accountIds?: readonly string[] | undefined },
): Promise<Obstructed[]> {
  const { workspaceId, brandId } = of
  const all = await scheduledWithMedia(needs, of)
  const posts = accountIds ? all.filter(({ account_ids }) => account_ids.some((id) => accountIds.includes(id))) : all
  if (posts.length === 0) return []
  const [{ altTexts }, media, accounts] = await Promise.all([
    needs.brand(needs.db, { workspaceId, brandId }),
    mediaOf(needs, needs.db, { workspaceId, contents: posts.map(({ content }) => content) }),
    needs.accounts.find(needs.db, { workspaceId, ids: [...new Set(posts.flatMap(({ account_ids }) => account_ids))] }),
  ])
  const obstructed = posts.flatMap((post) => {
    const obstacles = obstaclesAmong(needs, post, { media, altTexts, accounts })
    return obstacles.length === 0 ? [] : [{ postId: post.id, obstacles: [...obstacles] }]
  })
  if (obstructed.length === 0) return []
  const ids = obstructed.map(({ postId }) => postId)
  const rows = await summaryRows(needs.db, workspaceId).where('post.id', 'in', ids).execute()
  const summaries = new Map((await toSummaries(needs, workspaceId, rows)).map((post) => [post.id, post]))
  return obstructed.flatMap(({ postId, obstacles }) => {
    const post = summaries.get(postId)
    return post ? [{ post, obstacles }] : []
  })
}

/** Those of the coming time: whoever plans more than this has long until the rest is due. */
const mostAtOnce = 500

function scheduledWithMedia({ db }: PublishingNeeds, { workspaceId, brandId }: { workspaceId: string; brandId: string }) {
  return db
    .selectFrom('publishing.post as post')
    .select(['post.workspace_id', 'post.brand_id', 'post.id', 'post.content', 'post.account_ids', 'post.media', 'post.planned_at'])
    .where('post.workspace_id', '=', workspaceId)
    .where('post.brand_id', '=', brandId)
    .where('post.published_at', 'is', null)
    .where('post.media', '>', 0)
    .where((expression) =>
      expression.exists(
        expression
          .selectFrom('publishing.delivery as delivery')
          .select('delivery.id')
          .whereRef('delivery.workspace_id', '=', 'post.workspace_id')
          .whereRef('delivery.post_id', '=', 'post.id')
          .where('delivery.state', '=', 'waiting'),
      ),
    )
    .orderBy('post.planned_at')
    .orderBy('post.id')
    .limit(mostAtOnce)
    .execute()
}
