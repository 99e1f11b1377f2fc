import type { Db } from '#kit/database'
import { withAltTexts } from '#networks/judge-media'

import type { Obstacle } from './contract.ts'
import { expiredBy } from './expired-media.ts'
import type { PostRow } from './lock-post.ts'
import type { AccountFacts, BrandFacts, PublishingNeeds } from './needs.ts'
import { type MediaById, toPostContent } from './post-content.ts'

type Planned = Pick<PostRow, 'workspace_id' | 'brand_id' | 'content' | 'account_ids' | 'media' | 'planned_at'>

/** What keeps a scheduled post from going out as it stands, although it was accepted: rights were shortened since, or the brand has come to require alt text. */
export async function obstaclesOf(
  needs: PublishingNeeds,
  db: Db,
  { post, media }: { post: Planned; media: MediaById },
): Promise<readonly Obstacle[]> {
  if (post.media === 0) return []
  const { workspace_id: workspaceId, brand_id: brandId } = post
  const { altTexts } = await needs.brand(db, { workspaceId, brandId })
  const accounts = altTexts === 'required' ? await needs.accounts.find(db, { workspaceId, ids: post.account_ids }) : []
  return obstaclesAmong(needs, post, { media, altTexts, accounts })
}

/** The same with what it takes already known: `accounts` are those of the workspace, the post's among them. */
export function obstaclesAmong(
  needs: Pick<PublishingNeeds, 'network'>,
  { content, account_ids, planned_at }: Planned,
  { media, altTexts, accounts }: Pick<BrandFacts, 'altTexts'> & { media: MediaById; accounts: readonly AccountFacts[] },
): readonly Obstacle[] {
  if (planned_at === null) return []
  const names = expiredBy(planned_at.toTemporalInstant(), content, media)
  const missing = altTexts === 'required' ? accounts.filter((account) => account_ids.includes(account.id) && lacksAlt(account)) : []
  return [
    ...(names.length > 0 ? [{ kind: 'media-expires' as const, names }] : []),
    ...(missing.length > 0 ? [{ kind: 'alt-missing' as const, networks: [...new Set(missing.map(({ network }) => network))] }] : []),
  ]

  function lacksAlt({ network, limits }: AccountFacts): boolean {
    const shown = toPostContent(content, { network, media })
    const findings = shown ? (needs.network(network)?.rulesFor(limits).check(shown) ?? []) : []
    return withAltTexts(findings, altTexts).length > withAltTexts(findings, 'off').length
  }
}
