import { asItGoesOut, isReplaced } from '#contract/link-address'
import type { Tx } from '#kit/database'
import type { CopyLinks } from '#modules/links'
import type { PostContent, Rules } from '#networks/network'
import { linksIn, withLinks } from '#networks/post-links'

import type { DeliveryRow } from './held-delivery.ts'
import type { WorkerNeeds } from './needs.ts'

interface Copy {
  readonly row: Pick<DeliveryRow, 'workspace_id' | 'brand_id' | 'post_id' | 'id' | 'account_id' | 'network'>
  readonly campaignId: string | null
  readonly links: CopyLinks
  readonly rules: Pick<Rules, 'entities'>
  readonly written: PostContent
}

/** What is said, with its short links made and committed, or with its parameters. Nothing of it may be out. */
export async function withMadeLinks(needs: Pick<WorkerNeeds, 'db' | 'links'>, copy: Copy): Promise<PostContent> {
  const { links, rules, written } = copy
  if (links.plan.way === 'utm') return withLinks(written, rules, (address) => asItGoesOut(address, links.plan))
  const addresses = linksIn(written, rules).filter((address) => isReplaced(address, links.plan))
  if (addresses.length === 0) return written
  const short = await needs.db.transaction().execute((tx) => makeFor(tx, needs, { ...copy, addresses }))
  return withLinks(written, rules, (address) => short.get(address) ?? address)
}

/** A short link for each of these addresses of a delivery. */
export function makeFor(
  tx: Tx,
  needs: Pick<WorkerNeeds, 'links'>,
  { row, campaignId, links, addresses }: Pick<Copy, 'row' | 'campaignId' | 'links'> & { readonly addresses: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const { utm, host } = links
  return needs.links.make(tx, {
    workspaceId: row.workspace_id,
    brandId: row.brand_id,
    postId: row.post_id,
    deliveryId: row.id,
    accountId: row.account_id,
    network: row.network,
    campaignId,
    utm,
    host,
    addresses,
  })
}
