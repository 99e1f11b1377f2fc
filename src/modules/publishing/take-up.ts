import type { BrandLinks } from '#modules/links'
import type { Network, PostContent } from '#networks/network'

import { claimDeliveries } from './claim-deliveries.ts'
import { expiredBy } from './expired-media.ts'
import type { Claimed, DeliveryRow, Held } from './held-delivery.ts'
import type { Belonging, BrandFacts, WorkerNeeds } from './needs.ts'
import { mediaOf, toPostContent } from './post-content.ts'
import { reasons } from './reasons.ts'
import type { Linked, Surroundings } from './work-in-hand.ts'

/** A claimed delivery with all that must be known to send it. */
export interface Taken {
  readonly claimed: Claimed
  readonly held: Held
  readonly around: Surroundings | Gone
  /** What is to be said, where that is not frozen yet; absent where an image has left the library. */
  readonly written?: PostContent | undefined
  /** The right to something of it has ended. */
  readonly expired?: boolean | undefined
  readonly linked?: Linked | undefined
}

/** The network or the account it belongs to is not there any more. */
export interface Gone {
  readonly gone: typeof reasons.networkGone | typeof reasons.accountGone
  readonly networkName: string
  readonly handle: string
}

/** Takes up to `count` deliveries in hand; each kind of fact is asked for once for all of them. */
export async function takeUp(needs: WorkerNeeds, wanted: { count: number; lease: number }): Promise<Taken[]> {
  const claimed = await claimDeliveries(needs.db, wanted)
  const byWorkspace = [...Map.groupBy(claimed, ({ workspaceId }) => workspaceId)]
  return (await Promise.all(byWorkspace.map(([workspaceId, ofOne]) => takenOf(needs, workspaceId, ofOne)))).flat()
}

async function takenOf(needs: WorkerNeeds, workspaceId: string, claimed: readonly (Claimed & Held)[]): Promise<Taken[]> {
  const rows = claimed.map(({ row }) => row)
  const [accounts, brands, written, links] = await Promise.all([
    needs.accounts.find(needs.db, { workspaceId, ids: [...new Set(rows.map(({ account_id }) => account_id))] }),
    brandsOf(needs, workspaceId, rows),
    writtenIn(needs, workspaceId, rows),
    linksIn(needs, workspaceId, rows),
  ])
  const accountById = new Map(accounts.map((account) => [account.id, account]))
  return claimed.map(({ row, now, ...one }) => {
    const { belonging, ...said } = written(row, now)
    const brandLinks = row.prepared === null && !row.is_answer ? links.get(row.brand_id) : undefined
    const found = { account: accountById.get(row.account_id), brand: brands.get(row.brand_id), written: said.written }
    return {
      claimed: one,
      held: { row, now },
      around: surroundings(needs, row, found),
      ...said,
      ...(brandLinks && belonging ? { linked: { brand: brandLinks, ...belonging } } : {}),
    }
  })
}

interface Found {
  readonly account: Surroundings['account'] | undefined
  readonly brand: BrandFacts | undefined
  readonly written: PostContent | undefined
}

function surroundings(needs: WorkerNeeds, row: DeliveryRow, { account, brand, written }: Found): Surroundings | Gone {
  const network = needs.network(row.network)
  const way = row.is_answer ? answering(network, row, written) : network?.publishing && { ...network, publishing: network.publishing }
  if (!way || !account) {
    const gone = account ? reasons.networkGone : reasons.accountGone
    return { gone, networkName: network?.name ?? row.network, handle: account?.handle ?? '' }
  }
  const latest = row.due_at.toTemporalInstant().add({ minutes: brand?.graceMinutes ?? 0 })
  return { network: way, account, latest, altTexts: brand?.altTexts ?? 'warn' }
}

/** The network as it answers: by its own way of sending, under the rules of what is answered. */
function answering(
  network: Network | undefined,
  { content }: DeliveryRow,
  written: PostContent | undefined,
): Surroundings['network'] | undefined {
  const answered = (content ?? written)?.answers
  const way = network?.inbox?.answering
  if (!network || !way || !answered) return undefined
  return { ...network, publishing: way.publishing, rulesFor: (limits) => way.rulesFor(limits, answered.kind) }
}

async function brandsOf(needs: WorkerNeeds, workspaceId: string, rows: readonly DeliveryRow[]): Promise<Map<string, BrandFacts>> {
  const brandIds = [...new Set(rows.map(({ brand_id }) => brand_id))]
  const factsOf = async (brandId: string): Promise<[string, BrandFacts]> => [brandId, await needs.brand(needs.db, { workspaceId, brandId })]
  return new Map(await Promise.all(brandIds.map(factsOf)))
}

/** What brands want of the links in posts that were never tried. What is decided now holds for this copy. */
async function linksIn(needs: WorkerNeeds, workspaceId: string, rows: readonly DeliveryRow[]): Promise<Map<string, BrandLinks>> {
  const fresh = rows.filter(({ prepared, is_answer }) => prepared === null && !is_answer)
  const brandIds = [...new Set(fresh.map(({ brand_id }) => brand_id))]
  const found = await Promise.all(
    brandIds.map(async (brandId) => [brandId, await needs.links.inBrand(needs.db, { workspaceId, brandId })] as const),
  )
  return new Map(found.flatMap(([brandId, links]) => (links ? [[brandId, links]] : [])))
}

/** What the posts say that were never tried. Asked after the claim: no editor can change it any more. */
async function writtenIn(
  needs: WorkerNeeds,
  workspaceId: string,
  rows: readonly DeliveryRow[],
): Promise<(row: DeliveryRow, now: Temporal.Instant) => Pick<Taken, 'written' | 'expired'> & { readonly belonging?: Belonging }> {
  const ids = [...new Set(rows.filter(({ prepared }) => prepared === null).map(({ post_id }) => post_id))]
  if (ids.length === 0) return () => ({})
  const posts = await needs.db
    .selectFrom('publishing.post')
    .select(['id', 'content', 'answers', 'campaign_id', 'label_ids'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', ids)
    .execute()
  const byId = new Map(posts.map((post) => [post.id, post]))
  const media = await mediaOf(needs, needs.db, { workspaceId, contents: posts.map(({ content }) => content) })
  return ({ post_id, network }, now) => {
    const post = byId.get(post_id)
    if (!post) return {}
    const content = toPostContent(post.content, { network, media })
    const written = content && post.answers ? { ...content, answers: post.answers } : content
    const belonging = { campaignId: post.campaign_id, labelIds: post.label_ids }
    return { written, expired: expiredBy(now, post.content, media).length > 0, belonging }
  }
}
